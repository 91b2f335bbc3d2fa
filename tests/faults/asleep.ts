import { setTimeout as pause } from "node:timers/promises";
import { CATCH_UP_LIMIT } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { correctedJobs } from "../browser/figures.ts";
import { type RunningServer, startDemo } from "../browser/harness.ts";
import { expectConfirmedAt, openPage, PHONE, DESK, type WatchedPage } from "../browser/pages.ts";
import { CONFIRMED_VERSION, STALE } from "../browser/screen.ts";
import { createDice, type Dice } from "../model/dice.ts";
import type { Trial } from "../trials.ts";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

const SLEEPS = 12;
/** By how much the machine's clock goes on while its pages do not. */
const HOUR_MS = 3_600_000;
/** How long a page may show what it last knew before it says that it slept. */
const AT_ONCE_MS = 1500;

interface Sample {
  /** Milliseconds since the page awoke. */
  readonly at: number;
  readonly stale: boolean;
  /** The version that it calls confirmed. */
  readonly version: number | null;
}

/** Notes every 20 ms what the page says, in the page: nothing said in between is missed. */
const WATCH = `(() => {
  // The last waking's watch would count this one's first moments from its own.
  clearInterval(globalThis.watch);
  globalThis.samples = [];
  const began = performance.now();
  globalThis.watch = setInterval(() => samples.push({
    at: performance.now() - began, stale: ${STALE}, version: ${CONFIRMED_VERSION},
  }), 20);
})()`;

const CLOCK_GOES_ON = `(() => {
  const now = Date.now;
  Date.now = () => now.call(Date) + ${HOUR_MS};
})()`;

export interface Sleeping {
  readonly sleeps: number;
  readonly rows: number;
}

/**
 * Wall and phone sleep for an hour: not a statement of theirs runs, their link is dead or
 * merely silent, the clock goes on, while rows are written, now and then more than a catch-up holds.
 *
 * @throws Error naming the page that showed old figures as confirmed
 */
export async function sleepAgainAndAgain(o: {
  readonly browser: Browser;
  readonly server: RunningServer;
  readonly sleeps: number;
  readonly frozenMs: number;
  readonly dice: Dice;
}): Promise<Sleeping> {
  const { browser, server, dice } = o;
  const proxy = await startTcpProxy(server.port);
  const origin = `http://127.0.0.1:${proxy.port}`;
  const pages = [
    await openPage(browser, { origin, path: "/wall?hold", size: DESK }),
    await openPage(browser, { origin, path: "/m", size: PHONE }),
  ];
  let rows = 0;
  let { seq } = await server.board();
  for (let n = 1; n <= o.sleeps; n += 1) {
    await expectConfirmedAt(seq, pages);
    const wake = await sleep(pages, proxy, dice.chance(0.5) ? "dead" : "silent");
    const more = n % 2 === 1 ? CATCH_UP_LIMIT + 5 : dice.between(1, CATCH_UP_LIMIT);
    await Promise.all([pause(o.frozenMs), writeBeside(server, more, n)]);
    rows += more;
    ({ seq } = await server.board());
    await wake();
    await expectConfirmedAt(seq, pages);
    for (const page of pages) await expectTruth(page, seq);
  }
  for (const { context } of pages) await context.close();
  await proxy.stop();
  return { sleeps: o.sleeps, rows };
}

/** Stops the pages between two statements, and their link; returns what wakes them, an hour later. */
async function sleep(
  pages: readonly WatchedPage[],
  proxy: TcpProxy,
  link: "dead" | "silent",
): Promise<() => Promise<void>> {
  const sessions = await Promise.all(pages.map(({ context, page }) => context.newCDPSession(page)));
  for (const session of sessions) {
    await session.send("Debugger.enable");
    const paused = new Promise((resolve) => session.once("Debugger.paused", resolve));
    // Answered only when the page goes on.
    void session.send("Runtime.evaluate", { expression: "debugger" }).catch(() => {});
    await paused;
  }
  proxy.pause();
  return async () => {
    if (link === "dead") proxy.cut();
    for (const session of sessions) {
      await session.send("Runtime.evaluate", { expression: CLOCK_GOES_ON });
      await session.send("Runtime.evaluate", { expression: WATCH });
    }
    proxy.resume();
    for (const session of sessions) {
      await session.send("Debugger.resume");
      await session.detach();
    }
  };
}

async function expectTruth({ name, page }: WatchedPage, seq: number): Promise<void> {
  const samples = await page.evaluate<Sample[]>("samples");
  const lies = samples.filter(
    ({ at, version }) => at > AT_ONCE_MS && version !== null && version < seq,
  );
  if (lies.length > 0) {
    throw new Error(
      `${name} showed ${lies[0]?.version} as confirmed, ${lies[0]?.at} ms after an hour's sleep`,
    );
  }
  if (!samples.some(({ stale }) => stale)) throw new Error(`${name} never said that it slept`);
}

async function writeBeside(server: RunningServer, rows: number, round: number): Promise<void> {
  const committedAt = "2020-07-20T15:59:59.999Z";
  const storage = await openStorage({ url: server.databaseUrl, now: () => new Date(committedAt) });
  try {
    for (let n = 1; n <= rows; n += 1) {
      const item = correctedJobs(`${500 + round}.${n}`);
      await storage.submitObservations({ items: [item], reportedBy: "另一个程序", committedAt });
    }
  } finally {
    await storage.close();
  }
}

export const asleep: Trial = {
  name: "asleep",
  withinMs: 1_500_000,
  async run({ seed, scale }) {
    const [server, browser] = await Promise.all([startDemo(), launchChromium()]);
    const sleeps = Math.max(2, Math.round(SLEEPS * scale));
    // Past the server's own time-outs: it has long closed the sockets of who sleeps.
    const frozenMs = 45_000;
    const dice = createDice(seed);
    const done = await sleepAgainAndAgain({ browser, server, sleeps, frozenMs, dice });
    await browser.close();
    await server.stop();
    return (
      `${done.sleeps} sleeps of an hour by the page's clock, ${done.rows} rows meanwhile: ` +
      "wall and phone said so at once and were level within seconds"
    );
  },
};
