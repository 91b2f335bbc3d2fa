import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A link and a processor slower than this machine's own. */
export interface Slowness {
  /** Bits per second, downwards. */
  readonly downlink: number;
  /** Bits per second, upwards. */
  readonly uplink: number;
  /** Milliseconds from a request to its answer. */
  readonly roundTripMs: number;
  /** How many times slower scripts, layout and paint run. */
  readonly cpu: number;
}

/** What came over the wire, in bytes as sent: compressed, with headers. */
export interface Traffic {
  readonly scripts: number;
  readonly total: number;
}

/** A page with its own DevTools connection. */
export interface MeasuredPage {
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly context: BrowserContext;
  /** Traffic of everything answered so far; socket messages are counted in the total. */
  traffic(): Traffic;
}

/**
 * Prepares a page in a context of its own, with an empty cache; nothing is loaded yet.
 *
 * @param watch runs in the page before anything of the page's own; it must not use outer names
 */
export async function preparePage(
  browser: Browser,
  o: { readonly size: Size; readonly watch: () => void; readonly slowness?: Slowness },
): Promise<MeasuredPage> {
  const context = await browser.newContext({ viewport: o.size, locale: "zh-CN" });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  // Time that the thread really ran: a busy machine does not count against the page.
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.addInitScript(o.watch);
  if (o.slowness !== undefined) {
    await devtools.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: o.slowness.roundTripMs,
      downloadThroughput: o.slowness.downlink / 8,
      uploadThroughput: o.slowness.uplink / 8,
    });
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: o.slowness.cpu });
  }
  return { page, devtools, context, traffic: countTraffic(devtools) };
}

function countTraffic(devtools: CDPSession): () => Traffic {
  const scripts = new Set<string>();
  const sent = { scripts: 0, total: 0 };
  devtools.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  devtools.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    sent.total += encodedDataLength;
    if (scripts.has(requestId)) sent.scripts += encodedDataLength;
  });
  devtools.on("Network.webSocketFrameReceived", ({ response }) => {
    sent.total += Buffer.byteLength(response.payloadData);
  });
  return () => ({ ...sent });
}

/** One number of the browser's own accounts, for example `ScriptDuration` in seconds. */
export async function metrics(devtools: CDPSession): Promise<(name: string) => number> {
  const { metrics: list } = await devtools.send("Performance.getMetrics");
  return (name) => {
    const found = list.find((metric) => metric.name === name);
    if (found === undefined) throw new Error(`this browser does not count ${name}`);
    return found.value;
  };
}

const LOOK_EVERY_MS = 20;

/**
 * Waits until `expression` is true in the page, asking by the plain DevTools call: Playwright's own
 * waiting first loads a toolbox into the page, which a slow phone would pay for before its first
 * paint.
 *
 * @throws Error when it is not true within `withinMs`
 */
export async function untilTrue(
  { devtools }: MeasuredPage,
  expression: string,
  withinMs: number,
): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const { result } = await devtools.send("Runtime.evaluate", { expression });
    if (result.value === true) return;
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${expression}`);
    await pause(LOOK_EVERY_MS);
  }
}

/** Waits until the page has asked for nothing during `quietMs`. */
export async function untilQuiet(measured: MeasuredPage, quietMs: number): Promise<void> {
  let last = -1;
  for (let rounds = 0; rounds < 60; rounds++) {
    const { total } = measured.traffic();
    if (total === last) return;
    last = total;
    await measured.page.waitForTimeout(quietMs);
  }
}
