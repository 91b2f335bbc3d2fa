/**
 * What runs inside pages. Each function is sent to the browser as text: it sees nothing of this
 * module, only the page, and leaves what it saw on `globalThis.bench`.
 */

/** Left by `watchFigures`. */
export interface FigureWatch {
  /** From now on, wait for this text (without spaces) to be drawn. */
  arm(text: string): void;
  /** When the armed text was drawn: milliseconds since 1970 by the page's clock. */
  drawn(): Promise<number>;
}

/** Left by `watchFirstView`; milliseconds since the navigation began. */
export interface FirstView {
  /** Largest contentful paint, as far as it is known. */
  lcp: number;
  /** First moment at which the page prints that the server confirmed what it shows. */
  live: number | null;
}

/** Left by `watchCharts`; milliseconds since the navigation began. */
export interface ChartWatch {
  /** When the last chart so far had something drawn; null while one is empty or there is none. */
  drawn: number | null;
  charts: number;
  firstPaint: number | null;
  /** Milliseconds of each task above 50 ms. */
  longTasks: number[];
}

export interface Watching {
  bench: unknown;
}

/** Stamps the frame in which an armed text is on the page. */
export function watchFigures(): void {
  let wanted: string | null = null;
  let stamped: Promise<number> = Promise.resolve(0);
  let resolve: (at: number) => void = () => undefined;
  const now = () => performance.timeOrigin + performance.now();
  const body = () => (document.getElementById("root")?.textContent ?? "").replace(/\s/g, "");
  const look = () => {
    if (wanted === null || !body().includes(wanted)) return;
    wanted = null;
    const done = resolve;
    requestAnimationFrame(() => {
      // A message posted within a frame is read after that frame was painted.
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener("message", () => done(now()), { once: true });
      port1.start();
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
  });
  const watch: FigureWatch = {
    arm(text) {
      if (body().includes(text)) throw new Error(`${text} is on the page already`);
      wanted = text;
      stamped = new Promise((done) => {
        resolve = done;
      });
    },
    drawn: () => stamped,
  };
  (globalThis as unknown as Watching).bench = watch;
}

/** Notes the largest paint and the moment at which the page is live. */
export function watchFirstView(): void {
  const view: FirstView = { lcp: 0, live: null };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) view.lcp = Math.max(view.lcp, entry.startTime);
  }).observe({ type: "largest-contentful-paint", buffered: true });
  const observer = new MutationObserver(() => {
    const words = document.getElementById("root")?.textContent ?? "";
    if (!/\d{2}:\d{2}(:\d{2})? 已(与服务器)?核对/.test(words)) return;
    view.live = performance.now();
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  (globalThis as unknown as Watching).bench = view;
}

/** Notes when every chart of the page has a shape in it, and which tasks were long. */
export function watchCharts(): void {
  const watch: ChartWatch = { drawn: null, charts: 0, firstPaint: null, longTasks: [] };
  const look = () => {
    const hosts = [...document.querySelectorAll(".echart-host")];
    const full = hosts.every((host) => host.querySelector("svg path, canvas") !== null);
    if (hosts.length === 0 || !full) {
      watch.drawn = null;
      return;
    }
    if (watch.drawn !== null && hosts.length === watch.charts) return;
    watch.charts = hosts.length;
    watch.drawn = performance.now();
  };
  // Looked at once a frame: what is found was drawn in it.
  const everyFrame = () => {
    look();
    requestAnimationFrame(everyFrame);
  };
  requestAnimationFrame(everyFrame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName("first-contentful-paint")) {
      watch.firstPaint = entry.startTime;
    }
  }).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watch.longTasks.push(entry.duration);
  }).observe({ type: "longtask", buffered: true });
  (globalThis as unknown as Watching).bench = watch;
}

/** Lets a page be asked when it shows a version of the board. */
export function watchVersion(): void {
  let wanted = Number.POSITIVE_INFINITY;
  let resolve: () => void = () => undefined;
  const shown = () =>
    Number((document.querySelector(".wall-foot b")?.textContent ?? "").replace(/\D/g, ""));
  new MutationObserver(() => {
    if (shown() >= wanted) resolve();
  }).observe(document, { subtree: true, childList: true, characterData: true });
  const watch: VersionWatch = {
    reached: (seq) =>
      new Promise((done) => {
        wanted = seq;
        resolve = done;
        if (shown() >= seq) done();
      }),
  };
  (globalThis as unknown as Watching).bench = watch;
}

/** Left by `watchVersion`. */
export interface VersionWatch {
  reached(seq: number): Promise<void>;
}
