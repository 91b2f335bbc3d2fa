import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { type FirstView, watchFirstView, type Watching } from "./in-page.ts";
import {
  preparePage,
  type Slowness,
  type Traffic,
  untilQuiet,
  untilTrue,
} from "./measured-page.ts";
import { median, medianRatio } from "./quantiles.ts";
import { printed } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { startServer } from "./server-process.ts";
import { serveWordsOf } from "./static-page.ts";

const PHONE = { width: 390, height: 844 };
/** Slow 4G and a cheap phone. Messages of a socket are not slowed down: browsers cannot do that. */
const SLOW: Slowness = { downlink: 1_600_000, uplink: 750_000, roundTripMs: 150, cpu: 4 };
const LIVE_WITHIN_MS = 30_000;

interface Opening {
  readonly lcp: number;
  readonly live: number;
  /** When the page was live, and when it had asked for nothing more. */
  readonly atLive: Traffic;
  readonly atRest: Traffic;
}

/** A first visit by phone, against a page of the same words and nothing else. */
export const phoneFirstView: Bench = async ({ options, demoData, say }) => {
  const server = await startServer({ data: await demoData(), flags: STANDING_STILL });
  const browser = await launchChromium();
  try {
    const plain = await wordsOf(browser, `${server.origin}/m`);
    const openings: Opening[] = [];
    const plainLcps: number[] = [];
    for (let round = 0; round < options.rounds; round++) {
      openings.push(await open(browser, `${server.origin}/m`));
      plainLcps.push(await openPlain(browser, plain.url));
      say(`round ${round + 1}: LCP ${printed(openings.at(-1)?.lcp ?? 0, "ms")}`);
    }
    await plain.close();
    const lcps = openings.map((one) => one.lcp);
    const of = (pick: (one: Opening) => number) => median(openings.map(pick));
    const page = `static page of the same words ${printed(median(plainLcps), "ms")}`;
    return [
      {
        what: "figures readable (LCP)",
        measured: median(lcps) / 1000,
        unit: "s",
        bound: 0.6,
        peer: page,
      },
      {
        what: "LCP against the static page",
        measured: medianRatio(lcps, plainLcps),
        unit: "×",
        bound: null,
        peer: page,
      },
      {
        what: "live (socket joined, said on the page)",
        measured: of((one) => one.live) / 1000,
        unit: "s",
        bound: 1.4,
        peer: null,
      },
      {
        what: "JavaScript until live",
        measured: of((one) => one.atLive.scripts) / 1000,
        unit: "kB",
        bound: 95,
        peer: null,
      },
      {
        what: "everything until live",
        measured: of((one) => one.atLive.total) / 1000,
        unit: "kB",
        bound: 120,
        peer: null,
      },
      {
        what: "everything until nothing more is asked for",
        measured: of((one) => one.atRest.total) / 1000,
        unit: "kB",
        bound: null,
        peer: null,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
  }
};

async function wordsOf(browser: Browser, address: string) {
  const page = await browser.newPage({ viewport: PHONE });
  await page.goto(address);
  const words = await serveWordsOf(page);
  await page.close();
  return words;
}

async function open(browser: Browser, address: string): Promise<Opening> {
  const measured = await preparePage(browser, {
    size: PHONE,
    watch: watchFirstView,
    slowness: SLOW,
  });
  const { page, context, traffic } = measured;
  await page.goto(address, { waitUntil: "commit" });
  await untilTrue(measured, "globalThis.bench?.live > 0", LIVE_WITHIN_MS);
  const atLive = traffic();
  await untilQuiet(measured, 1500);
  const atRest = traffic();
  const view = await page.evaluate(() => (globalThis as unknown as Watching).bench as FirstView);
  await context.close();
  return { lcp: view.lcp, live: view.live ?? Number.NaN, atLive, atRest };
}

async function openPlain(browser: Browser, address: string): Promise<number> {
  const measured = await preparePage(browser, {
    size: PHONE,
    watch: watchFirstView,
    slowness: SLOW,
  });
  const { page, context } = measured;
  await page.goto(address, { waitUntil: "commit" });
  await untilTrue(measured, "globalThis.bench?.lcp > 0", LIVE_WITHIN_MS);
  const { lcp } = await page.evaluate(() => (globalThis as unknown as Watching).bench as FirstView);
  await context.close();
  return lcp;
}
