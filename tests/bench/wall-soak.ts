import { launchChromium } from "@diaodu/tooling/browser";
import type { CDPSession } from "playwright-core";
import { corrections } from "./corrections.ts";
import { type VersionWatch, watchVersion, type Watching } from "./in-page.ts";
import { metrics, preparePage } from "./measured-page.ts";
import { median, quantile } from "./quantiles.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { postFigures, startServer } from "./server-process.ts";

const WALL = { width: 1920, height: 1080 };
/**
 * Changes before the first look. Compiled code goes on growing for some 600 changes and is still
 * afterwards; it would pass for a leak of the page.
 */
const WARM_UP = 700;
/** Every so often the wall is turned through some of its scenes, which opens and closes charts. */
const TURN_EVERY = 50;
const SCENES_A_TURN = 12;

interface Weight {
  /** Bytes in use after a forced collection. */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** A wall on which figure after figure arrives: does it grow, and what does a change cost it. */
export const wallSoak: Bench = async ({ options, demoData, say }) => {
  const server = await startServer({ data: await demoData(), flags: STANDING_STILL });
  const browser = await launchChromium();
  try {
    const secret = await server.createKey();
    const correction = corrections();
    const { page, devtools } = await preparePage(browser, { size: WALL, watch: watchVersion });
    await page.goto(`${server.origin}/wall`);
    await page.waitForSelector(".echart-host svg");
    const change = async (n: number): Promise<void> => {
      const { seq } = await postFigures(server.origin, secret, [correction(n)]);
      await page.evaluate(
        (wanted) => ((globalThis as unknown as Watching).bench as VersionWatch).reached(wanted),
        seq,
      );
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    };

    for (let n = 0; n < WARM_UP; n++) {
      await change(n);
      if (n % TURN_EVERY === 0) await turn();
    }
    const before = await weigh(devtools);
    const scripting: number[] = [];
    const tasks: number[] = [];
    for (let n = 0; n < options.changes; n++) {
      if (n % TURN_EVERY === 0) await turn();
      const start = await metrics(devtools);
      await change(WARM_UP + n);
      const stop = await metrics(devtools);
      const spent = (name: string): number => (stop(name) - start(name)) * 1000;
      // The change after a turn also takes the wall back to its first scene.
      if (n % TURN_EVERY !== 0) {
        scripting.push(spent("ScriptDuration"));
        tasks.push(spent("TaskDuration"));
      }
      if (n % 500 === 499) say(`${n + 1} changes`);
    }
    const after = await weigh(devtools);
    const growth = (of: keyof Weight): number => ((after[of] - before[of]) / before[of]) * 100;
    const from = (of: keyof Weight, per = 1): string =>
      `from ${(before[of] / per).toFixed(per === 1 ? 0 : 2)} to ${(after[of] / per).toFixed(per === 1 ? 0 : 2)}`;
    const count = `after ${options.changes} changes`;
    return [
      {
        what: `JS heap growth ${count}, ${from("heap", 1e6)} MB`,
        measured: growth("heap"),
        unit: "%",
        bound: 5,
        peer: null,
      },
      {
        what: `DOM nodes growth, ${from("nodes")}`,
        measured: growth("nodes"),
        unit: "%",
        bound: null,
        peer: null,
      },
      {
        what: `listeners growth, ${from("listeners")}`,
        measured: growth("listeners"),
        unit: "%",
        bound: null,
        peer: null,
      },
      {
        what: "scripting of one change p50",
        measured: median(scripting),
        unit: "ms",
        bound: null,
        peer: null,
      },
      {
        what: "scripting of one change p95",
        measured: quantile(scripting, 0.95),
        unit: "ms",
        bound: 4,
        peer: null,
      },
      {
        what: "main thread of one change p95 (script, style, layout, paint)",
        measured: quantile(tasks, 0.95),
        unit: "ms",
        bound: null,
        peer: null,
      },
    ];

    async function turn(): Promise<void> {
      for (let scene = 0; scene < SCENES_A_TURN; scene++) {
        await page.keyboard.press("ArrowRight");
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      }
    }
  } finally {
    await browser.close();
    await server.stop();
  }
};

async function weigh(devtools: CDPSession): Promise<Weight> {
  // Twice: what the first collection finalises, the second frees.
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const read = await metrics(devtools);
  return {
    heap: read("JSHeapUsedSize"),
    nodes: read("Nodes"),
    listeners: read("JSEventListeners"),
  };
}
