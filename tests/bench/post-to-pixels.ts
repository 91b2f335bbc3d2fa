import { setTimeout as pause } from "node:timers/promises";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser, Page } from "playwright-core";
import { serveBarePage } from "./bare-page.ts";
import { newJobs } from "./corrections.ts";
import { type FigureWatch, watchFigures, type Watching } from "./in-page.ts";
import { preparePage, type Size } from "./measured-page.ts";
import { median, quantile } from "./quantiles.ts";
import { printed, type Row } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { postFigures, startServer } from "./server-process.ts";

/** Figures that nobody times: scripts are compiled, caches are warm by then. */
const WARM_UP = 10;
const DRAWN_WITHIN_MS = 20_000;

interface Screen {
  readonly name: string;
  readonly page: Page;
  /** What to add to a time of this process to have it by the page's clock, in milliseconds. */
  readonly ahead: number;
  /** Milliseconds from the start of each POST to the frame with its figure. */
  readonly times: number[];
}

/** From the first byte of a POST to the frame that shows its figure, on two pages at once. */
export const postToPixels: Bench = async ({ options, demoData, say }) => {
  const server = await startServer({ data: await demoData(), flags: STANDING_STILL });
  const bare = await serveBarePage();
  const browser = await launchChromium();
  try {
    const secret = await server.createKey();
    const wall = await openScreen(browser, "wall", `${server.origin}/wall?hold`, {
      width: 1920,
      height: 1080,
    });
    const phone = await openScreen(browser, "phone", `${server.origin}/m`, {
      width: 390,
      height: 844,
    });
    const plain = await openScreen(browser, "bare", bare.origin, { width: 390, height: 844 });
    await pause(1000);
    const answered: number[] = [];
    for (let n = 0; n < WARM_UP + options.posts; n++) {
      const figure = newJobs(n);
      const words = `${figure.value}万人`;
      const sent = await seen([wall, phone], words, async () => {
        await postFigures(server.origin, secret, [figure]);
      });
      answered.push(sent.answered);
      await seen([plain], words, async () => {
        await fetch(bare.origin, { method: "POST", body: words });
      });
      if (n === WARM_UP - 1)
        for (const list of [answered, wall.times, phone.times, plain.times]) list.length = 0;
      // Not in step with frames or beats.
      await pause(20 + Math.random() * 60);
      if (n % 50 === 49) say(`${n + 1} figures`);
    }
    const peer = `bare page and socket p50 ${printed(median(plain.times), "ms")}, p99 ${printed(quantile(plain.times, 0.99), "ms")}`;
    const p99 = ({ name, times }: Screen): Omit<Row, "bench"> => ({
      what: `${name} p99`,
      measured: quantile(times, 0.99),
      unit: "ms",
      bound: 250,
      peer,
    });
    const p50 = ({ name, times }: Screen): Omit<Row, "bench"> => ({
      what: `${name} p50`,
      measured: median(times),
      unit: "ms",
      bound: null,
      peer,
    });
    return [
      p50(wall),
      p99(wall),
      p50(phone),
      p99(phone),
      {
        what: "POST answered p50",
        measured: median(answered),
        unit: "ms",
        bound: null,
        peer: null,
      },
      {
        what: "POST answered p99",
        measured: quantile(answered, 0.99),
        unit: "ms",
        bound: null,
        peer: null,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
    await bare.close();
  }
};

async function openScreen(
  browser: Browser,
  name: string,
  address: string,
  size: Size,
): Promise<Screen> {
  const { page } = await preparePage(browser, { size, watch: watchFigures });
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

/** Sends, and notes when each screen drew the words. Resolves with the time of the answer. */
async function seen(
  screens: readonly Screen[],
  words: string,
  send: () => Promise<void>,
): Promise<{ answered: number }> {
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
  return { answered };
}
