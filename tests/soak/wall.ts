import type { ObservationInput } from "@diaodu/contracts";
import { launchChromium } from "@diaodu/tooling/browser";
import type { CDPSession, Page } from "playwright-core";
import { corrections } from "../bench/corrections.ts";
import { type VersionWatch, watchVersion, type Watching } from "../bench/in-page.ts";
import { metrics, preparePage } from "../bench/measured-page.ts";
import type { Soaked, Weight } from "./samples.ts";

const SIZE = { width: 1920, height: 1080 };
/** Every so often the wall is turned through all of its scenes, which opens and closes charts. */
const TURN_EVERY = 50;

/** Where a wall's figures come from. */
interface Source {
  readonly origin: string;
  /** Hands one figure in; resolves with the version that holds it. */
  readonly post: (figure: ObservationInput) => Promise<{ readonly seq: number }>;
}

/** A wall in a browser of its own, fed one figure after the other. */
interface FedWall {
  readonly devtools: CDPSession;
  /** Hands the next figure in and waits for the frame that draws it. */
  change(): Promise<void>;
  /** Through all scenes and back. */
  turn(): Promise<void>;
  /** What it weighs, as it shows the scene it opened with after a turn through all. */
  weigh(): Promise<Weight>;
  close(): Promise<void>;
}

/** Opens a wall over the demonstration as it stands on the benches' day. */
export async function openFedWall(source: Source): Promise<FedWall> {
  const browser = await launchChromium();
  const correction = corrections();
  const { page, devtools } = await preparePage(browser, { size: SIZE, watch: watchVersion });
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  await page.goto(`${source.origin}/wall`);
  await page.waitForSelector(".echart-host svg");
  const opened = await sceneOf(page);
  let sent = 0;
  return {
    devtools,
    async change() {
      const { seq } = await source.post(correction(sent));
      sent += 1;
      await drawn(page, seq);
      if (faults.length > 0) throw new Error(`the page failed: ${faults.join("; ")}`);
    },
    turn: () => turnThrough(page),
    async weigh() {
      await turnTo(page, opened);
      await turnThrough(page);
      return weightOf(devtools);
    },
    close: () => browser.close(),
  };
}

/**
 * A wall on which figure after figure arrives, each drawn before the next, with all scenes in
 * between.
 *
 * @param o `warmUp` changes come before the first weight: until then the browser compiles hot code
 */
export async function soakWall(
  source: Source,
  o: {
    readonly warmUp: number;
    readonly changes: number;
    /** Weights after the first, evenly spread. */
    readonly weights: number;
    say(line: string): void;
  },
): Promise<Soaked> {
  const wall = await openFedWall(source);
  try {
    let done = 0;
    const upTo = async (count: number): Promise<void> => {
      for (; done < count; done += 1) {
        if (done % TURN_EVERY === 0) await wall.turn();
        await wall.change();
      }
    };
    await upTo(o.warmUp);
    const weights = [await wall.weigh()];
    for (let part = 1; part <= o.weights; part += 1) {
      await upTo(o.warmUp + Math.round((o.changes * part) / o.weights));
      const weight = await wall.weigh();
      weights.push(weight);
      o.say(`${done - o.warmUp} changes, ${(weight.heap / 1e6).toFixed(2)} MB`);
    }
    return { changes: o.changes, weights };
  } finally {
    await wall.close();
  }
}

/** Waits until the wall shows version `seq`, and for the frame in which it does. */
async function drawn(page: Page, seq: number): Promise<void> {
  await page.evaluate(
    (wanted) => ((globalThis as unknown as Watching).bench as VersionWatch).reached(wanted),
    seq,
  );
  await nextFrame(page);
}

const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));

async function sceneOf(page: Page): Promise<string> {
  return (await page.locator("[data-scene]").getAttribute("data-scene")) ?? "";
}

/** More scenes than any board has. */
const MOST_SCENES = 60;

async function turnTo(page: Page, scene: string): Promise<void> {
  for (let turns = 0; (await sceneOf(page)) !== scene; turns += 1) {
    if (turns > MOST_SCENES) throw new Error(`the wall never came to its scene ${scene}`);
    await page.keyboard.press("ArrowRight");
    await nextFrame(page);
  }
}

async function turnThrough(page: Page): Promise<void> {
  const scene = await sceneOf(page);
  await page.keyboard.press("ArrowRight");
  await nextFrame(page);
  await turnTo(page, scene);
}

async function weightOf(devtools: CDPSession): Promise<Weight> {
  // Twice: what the first collection finalises, the second frees.
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  const read = await metrics(devtools);
  return {
    heap: read("JSHeapUsedSize"),
    counts: {
      nodes: read("Nodes"),
      listeners: read("JSEventListeners"),
      charts: await openCharts(devtools),
    },
  };
}

/** Elements, attached or not, that ECharts still holds: it takes its mark off when a chart closes. */
async function openCharts(devtools: CDPSession): Promise<number> {
  const group = "charts";
  const { result: prototype } = await devtools.send("Runtime.evaluate", {
    expression: "HTMLDivElement.prototype",
    objectGroup: group,
  });
  const { objects } = await devtools.send("Runtime.queryObjects", {
    prototypeObjectId: prototype.objectId ?? "",
    objectGroup: group,
  });
  const { result } = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId ?? "",
    functionDeclaration:
      "function () { return this.filter((one) => one.getAttribute('_echarts_instance_')).length }",
    returnByValue: true,
  });
  await devtools.send("Runtime.releaseObjectGroup", { objectGroup: group });
  return Number(result.value);
}
