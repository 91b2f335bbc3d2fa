import { setTimeout as pause } from "node:timers/promises";
import { watchPage, type PageWatch } from "@diaodu/tooling/browser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { CHARTS_DRAWN, CONFIRMED_VERSION, shows, STALE } from "./screen.ts";

/** Enough for a page to notice and come back on a machine that does other things too. */
const PATIENCE_MS = 20_000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const PHONE: Size = { width: 390, height: 844 };
export const DESK: Size = { width: 1920, height: 1080 };
export const WALL_4K: Size = { width: 3840, height: 2160 };

/** A page that is watched from before its first request. */
export interface WatchedPage {
  readonly name: string;
  readonly page: Page;
  readonly watch: PageWatch;
  readonly context: BrowserContext;
}

/** Opens an address in a context of its own, as another device would. */
export async function openPage(
  browser: Browser,
  o: { origin: string; path: string; size: Size; javaScriptEnabled?: boolean },
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: o.size,
    locale: "zh-CN",
    javaScriptEnabled: o.javaScriptEnabled ?? true,
    // Motion is not what is looked at here, and a still page can be measured.
    reducedMotion: "reduce",
  });
  return openAgain(context, o.origin, o.path);
}

/** Opens an address in the same context: the same device, later. */
export async function openAgain(
  context: BrowserContext,
  origin: string,
  path: string,
): Promise<WatchedPage> {
  const page = await context.newPage();
  const watch = watchPage(page, origin);
  await page.goto(origin + path);
  return { name: path, page, watch, context };
}

/** Closes devices whose pages must have had nothing to complain of. */
export async function leave(...pages: readonly Pick<WatchedPage, "watch" | "context">[]) {
  for (const { watch, context } of pages) {
    watch.assertClean();
    await context.close();
  }
}

/** The three views on their screens, in one browser. */
export function openViews(browser: Browser, origin: string): Promise<WatchedPage[]> {
  return Promise.all([
    openPage(browser, { origin, path: "/wall?hold", size: DESK }),
    openPage(browser, { origin, path: "/m", size: PHONE }),
    openPage(browser, { origin, path: "/meeting", size: DESK }),
  ]);
}

/** Waits until every page prints this version as confirmed by the server. */
export async function expectConfirmedAt(seq: number, pages: readonly WatchedPage[]): Promise<void> {
  for (const page of pages) await expectOn(page, CONFIRMED_VERSION, seq);
}

/** Waits until every page shows the text. */
export async function expectShown(text: string, pages: readonly WatchedPage[]): Promise<void> {
  for (const page of pages) await expectOn(page, shows(text), true);
}

/** Waits until every page wears the band that says how old its figures are. */
export async function expectStale(pages: readonly WatchedPage[]): Promise<void> {
  for (const page of pages) await expectOn(page, STALE, true);
}

/** Waits until every chart of the page has its picture. */
export async function expectDrawn(page: WatchedPage): Promise<void> {
  await expectOn(page, CHARTS_DRAWN, true);
  await page.page.evaluate("document.fonts.ready.then(() => true)");
}

/** Waits until an expression has this value on the page. @throws Error with its last value */
async function expectOn({ name, page }: WatchedPage, expression: string, value: unknown) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const now: unknown = await page.evaluate(expression);
    if (now === value) return;
    if (performance.now() > deadline) {
      const shown = await page.evaluate("document.body.innerText.slice(0, 500)");
      throw new Error(
        `${name}: ${String(now)}, not ${String(value)}: ${expression}\n${String(shown)}`,
      );
    }
    await pause(50);
  }
}

/**
 * The errors that a page must report while nobody listens at `origin` or the link is cut, and no
 * others: its own socket that cannot be opened or breaks off, and the snapshot it then asks for.
 */
export function linkFailures(origin: string): RegExp[] {
  const host = new URL(origin).host.replaceAll(".", String.raw`\.`);
  const link = String.raw`(socket\.io/\?|api/v1/(board|me))`;
  const broken = "net::ERR_(CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)";
  return [
    // A poll of a session that the cut has ended is refused by the server.
    new RegExp(
      String.raw`^console: Failed to load resource: .* 400 .*\(http://${host}/socket\.io/`,
    ),
    new RegExp(String.raw`^console: WebSocket connection to 'ws://${host}/socket\.io/.*failed`),
    new RegExp(String.raw`^console: Failed to load resource: ${broken} \(http://${host}/${link}`),
    new RegExp(String.raw`^request: (GET|POST) http://${host}/${link}\S* ${broken}$`),
  ];
}
