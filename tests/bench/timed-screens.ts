import { setTimeout as pause } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { type FigureWatch, watchFigures, type Watching } from "./in-page.ts";
import { preparePage, type Size } from "./measured-page.ts";

const DRAWN_WITHIN_MS = 20_000;

/** An open page that stamps the frame after which a figure stood on it. */
export interface TimedScreen {
  readonly name: string;
  readonly page: Page;
  /** What to add to a time of this process to have it by the page's clock, in milliseconds. */
  readonly ahead: number;
  /** Milliseconds from the start of each POST to the frame with its figure. */
  readonly times: number[];
}

/** @param signIn what is done on the device before it opens the page */
export async function openScreen(
  browser: Browser,
  name: string,
  address: string,
  size: Size,
  signIn?: (device: BrowserContext) => Promise<unknown>,
): Promise<TimedScreen> {
  const { page, context } = await preparePage(browser, { size, watch: watchFigures });
  await signIn?.(context);
  await page.goto(address);
  return { name, page, ahead: await clockAhead(page), times: [] };
}

const now = (): number => performance.timeOrigin + performance.now();

/** How far the page's clock is ahead of ours, from the quickest of several questions. */
async function clockAhead(page: Page): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let question = 0; question < 30; question++) {
    const asked = now();
    const theirs = await page.evaluate(() => performance.timeOrigin + performance.now());
    const told = now();
    const took = told - asked;
    if (took < best.took) best = { took, ahead: theirs - (asked + told) / 2 };
  }
  return best.ahead;
}

/**
 * Sends, and notes when each screen drew the words (without spaces).
 *
 * @returns milliseconds until the answer
 * @throws Error when a screen has not drawn them within twenty seconds
 */
export async function timeUntilDrawn(
  screens: readonly TimedScreen[],
  words: string,
  send: () => Promise<unknown>,
): Promise<number> {
  for (const { page } of screens) {
    await page.evaluate(
      (text) => ((globalThis as unknown as Watching).bench as FigureWatch).arm(text),
      words,
    );
  }
  const started = now();
  await send();
  const answered = now() - started;
  for (const { name, page, ahead, times } of screens) {
    const drawn = await Promise.race([
      page.evaluate(() => ((globalThis as unknown as Watching).bench as FigureWatch).drawn()),
      pause(DRAWN_WITHIN_MS, null, { ref: false }),
    ]);
    if (drawn === null) throw new Error(`${words} was never drawn on the ${name}`);
    times.push(drawn - ahead - started);
  }
  return answered;
}
