import { chartTheme, type ChartOption, type ChartTheme } from "@diaodu/charts";
import type { OpenChart } from "@diaodu/charts/init";

/** From the element's size in CSS pixels and the page's theme to what is drawn. */
export type Drawing = (size: { width: number; height: number }, theme: ChartTheme) => ChartOption;

/** What a chart shows: another subject starts afresh instead of gliding over. */
export interface Shown {
  draw: Drawing;
  subject: string;
}

/**
 * Where figures pour in, a chart follows this often, and without gliding: one glide would cut off
 * the other, and all of them together would keep the screen busy with what nobody can follow.
 */
const FOLLOW_EVERY_MS = 3000;

/** One live chart on one element. */
export interface LiveChart {
  /** Shows this: at once, or with the newest of its kind when figures pour in. */
  show(next: Shown): void;
  close(): void;
}

/**
 * Opens a chart and keeps it as large as its element. Size and theme are read when they may have
 * changed, not with every figure, which would have the browser lay out the page in between.
 *
 * @param first what is shown to begin with
 */
export function liveChart(
  element: HTMLElement,
  openChart: (element: HTMLElement) => OpenChart,
  first: Shown,
): LiveChart {
  const chart = openChart(element);
  let ground = groundOf(element);
  let shown = first;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let frame = 0;

  const draw = (glide: boolean) => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (ground.width === 0 || ground.height === 0) return;
    drawnAt = performance.now();
    const option = shown.draw(ground, ground.theme);
    chart.draw(glide && !ground.still ? option : { ...option, animation: false });
  };
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const { width, height } = ground;
      ground = groundOf(element);
      if (ground.width === width && ground.height === height) return;
      chart.resize();
      draw(false);
    });
  });
  draw(false);
  observer.observe(element);

  return {
    show(next) {
      const afresh = next.subject !== shown.subject;
      shown = next;
      if (afresh) chart.clear();
      const wait = afresh ? 0 : drawnAt + FOLLOW_EVERY_MS - performance.now();
      if (wait <= 0) draw(!afresh);
      else timer ??= setTimeout(() => draw(false), wait);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      cancelAnimationFrame(frame);
      observer.disconnect();
      chart.close();
    },
  };
}

function groundOf(element: HTMLElement) {
  const root = getComputedStyle(document.documentElement);
  const mode = root.colorScheme === "dark" ? "dark" : "light";
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    theme: chartTheme(mode, Number.parseFloat(root.fontSize)),
    still: matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}
