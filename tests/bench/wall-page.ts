import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { type ChartWatch, watchCharts, type Watching } from "./in-page.ts";
import { metrics, preparePage, type Size, untilQuiet } from "./measured-page.ts";
import { median } from "./quantiles.ts";
import { printed, type Row } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { startServer } from "./server-process.ts";
import { serveWordsOf } from "./static-page.ts";

interface Screen {
  readonly name: string;
  readonly size: Size;
  /** Seconds within which all charts are drawn. */
  readonly bound: number;
}

const SCREENS: readonly Screen[] = [
  { name: "1080p", size: { width: 1920, height: 1080 }, bound: 0.6 },
  { name: "4K", size: { width: 3840, height: 2160 }, bound: 0.8 },
];
/** What a wall opens with, and its scene with the most to draw. */
const ADDRESSES = ["/wall", "/wall?scene=air"] as const;
const IDLE_SECONDS = 10;

interface Opening {
  readonly drawn: number;
  readonly charts: number;
  readonly scripts: number;
  readonly longTasks: readonly number[];
}

/** A wall that is switched on, and one that nothing happens to. */
export const wallPage: Bench = async ({ options, demoData, say }) => {
  const server = await startServer({ data: await demoData(), flags: STANDING_STILL });
  const browser = await launchChromium();
  try {
    const first = await browser.newPage();
    await first.goto(`${server.origin}/wall`);
    const plain = await serveWordsOf(first);
    await first.close();
    const rows: Omit<Row, "bench">[] = [];
    for (const { name, size, bound } of SCREENS) {
      for (const address of ADDRESSES) {
        say(`${address} at ${name}`);
        const openings: Opening[] = [];
        const plainPaints: number[] = [];
        for (let round = 0; round < options.rounds; round++) {
          openings.push(await open(browser, server.origin + address, size));
          plainPaints.push(await paintOf(browser, plain.url, size));
        }
        rows.push(...rowsOf(`${address} at ${name}`, bound, openings, median(plainPaints)));
      }
    }
    await plain.close();
    const idle = await idleShare(browser, `${server.origin}/wall?hold`);
    rows.push({
      what: "idle renderer, of a core",
      measured: idle,
      unit: "%",
      bound: 2,
      peer: null,
    });
    return rows;
  } finally {
    await browser.close();
    await server.stop();
  }
};

function rowsOf(
  where: string,
  bound: number,
  openings: readonly Opening[],
  plainPaint: number,
): Omit<Row, "bench">[] {
  const of = (pick: (one: Opening) => number) => median(openings.map(pick));
  const charts = of((one) => one.charts);
  const peer = `static page of the same words painted ${printed(plainPaint, "ms")}`;
  return [
    {
      what: `${where}, all ${charts} charts drawn`,
      measured: of((one) => one.drawn) / 1000,
      unit: "s",
      bound,
      peer,
    },
    {
      what: `${where}, JavaScript`,
      measured: of((one) => one.scripts) / 1000,
      unit: "kB",
      bound: 280,
      peer: null,
    },
    {
      what: `${where}, tasks above 50 ms, together`,
      measured: of((one) => one.longTasks.reduce((sum, ms) => sum + ms, 0)),
      unit: "ms",
      bound: null,
      peer: null,
    },
  ];
}

async function open(browser: Browser, address: string, size: Size): Promise<Opening> {
  const measured = await preparePage(browser, { size, watch: watchCharts });
  const { page, context, traffic } = measured;
  await page.goto(address);
  await page.waitForFunction(
    () => ((globalThis as unknown as Watching).bench as ChartWatch).drawn !== null,
    undefined,
    { timeout: 30_000 },
  );
  await untilQuiet(measured, 500);
  const watch = await page.evaluate(() => (globalThis as unknown as Watching).bench as ChartWatch);
  await context.close();
  if (watch.drawn === null) throw new Error(`${address} lost its charts`);
  const { charts, drawn, longTasks } = watch;
  return { drawn, charts, longTasks, scripts: traffic().scripts };
}

async function paintOf(browser: Browser, address: string, size: Size): Promise<number> {
  const { page, context } = await preparePage(browser, { size, watch: watchCharts });
  await page.goto(address);
  await page.waitForFunction(
    () => ((globalThis as unknown as Watching).bench as ChartWatch).firstPaint !== null,
  );
  const watch = await page.evaluate(() => (globalThis as unknown as Watching).bench as ChartWatch);
  await context.close();
  return watch.firstPaint ?? Number.NaN;
}

/** Per cent of a core that the page's main thread uses while no figure arrives; beats do. */
async function idleShare(browser: Browser, address: string): Promise<number> {
  const { page, context, devtools } = await preparePage(browser, {
    size: { width: 1920, height: 1080 },
    watch: () => undefined,
  });
  await page.goto(address);
  await page.waitForTimeout(5000);
  const before = (await metrics(devtools))("TaskDuration");
  await page.waitForTimeout(IDLE_SECONDS * 1000);
  const after = (await metrics(devtools))("TaskDuration");
  await context.close();
  return ((after - before) / IDLE_SECONDS) * 100;
}
