import { isDeepStrictEqual } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { createDice, type Dice } from "../model/dice.ts";
import { waitFor } from "../model/seqs/tailer.ts";
import type { Trial } from "../trials.ts";
import { contradictions, createCallers, type Tally } from "./callers.ts";
import { openCity, type ServedCity } from "./served-city.ts";
import { openSyncPage, type SyncPage, withoutClock } from "./sync-page.ts";

const CALLERS = 4;
const PAGES = 2;
const KILLS = 150;
/** For pages to be level after a restart; a page that lost its server waits seconds of its own. */
const LEVEL_MS = 60_000;

export interface Killing extends Tally {
  readonly kills: number;
  readonly rows: number;
}

/**
 * Kills the server again and again while callers write and pages look on, and checks after every
 * restart that nothing acknowledged is lost, nothing is doubled, and every page is level.
 *
 * @throws Error naming what was found
 */
export async function killAgainAndAgain(
  city: ServedCity,
  o: { readonly kills: number; readonly dice: Dice; readonly say: (line: string) => void },
): Promise<Killing> {
  const { dice } = o;
  const { origin, secret } = city;
  const callers = createCallers({
    origins: [origin],
    secret,
    today: new Date(),
    dice,
    count: CALLERS,
    givesUp: 0.2,
  });
  city.start();
  await city.ready();
  const pages = Array.from({ length: PAGES }, () => openSyncPage(origin));
  let rows = 0;
  for (let n = 1; n <= o.kills; n += 1) {
    const stop = new AbortController();
    const calling = callers.run(stop.signal);
    await pause(dice.between(20, 1500));
    await city.kill();
    city.start();
    // Now and then it dies before it has come up.
    if (dice.chance(0.15)) {
      await pause(dice.between(0, 1500));
      await city.kill();
      city.start();
    }
    stop.abort();
    await city.ready();
    await calling;
    const found = await contradictions(city.databaseUrl, callers);
    const integrity = city.integrity();
    const faults = [...found.faults, ...(integrity === null ? [] : [integrity])];
    if (faults.length > 0) throw new Error(`after kill ${n}:\n${faults.join("\n")}`);
    rows = found.rows;
    for (const page of pages) await expectLevel(page, city, `after kill ${n}`);
    if (n % 10 === 0) o.say(`${n} kills, ${rows} rows`);
  }
  for (const page of pages) page.stop();
  return { ...callers.tally(), kills: o.kills, rows };
}

/** Waits until the page is live and holds the very board that the server would send. */
export async function expectLevel(
  { sync }: SyncPage,
  server: { board(): Promise<Awaited<ReturnType<ServedCity["board"]>>> },
  when: string,
): Promise<void> {
  const deadline = performance.now() + LEVEL_MS;
  for (;;) {
    const live = await waitFor(
      () => sync.status().phase === "live" && !sync.status().stale,
      Math.max(0, deadline - performance.now()),
    );
    const board = withoutClock(await server.board());
    if (live && isDeepStrictEqual(withoutClock(sync.board()), board)) return;
    if (performance.now() > deadline) {
      throw new Error(
        `${when} a page at ${sync.board()?.seq} (${JSON.stringify(sync.status())}) is not level with its server at ${board?.seq}`,
      );
    }
    await pause(50);
  }
}

/** A server that dies at any moment, on both databases. */
export const kill: Trial = {
  name: "kill",
  withinMs: 3_000_000,
  async run({ seed, scale, say }) {
    const words: string[] = [];
    for (const kind of ["sqlite", "postgres"] as const) {
      const city = await openCity(kind);
      try {
        const kills = Math.max(3, Math.round(KILLS * scale));
        const done = await killAgainAndAgain(city, { kills, dice: createDice(seed), say });
        words.push(
          `${kind}: ${done.kills} kills, ${done.acknowledged} acknowledged, ` +
            `${done.repeated} sent again, ${done.abandoned} let go, ${done.rows} rows`,
        );
      } finally {
        await city.stop();
      }
    }
    return `${words.join("; ")}; none lost, none doubled, every page level, chains and files whole, no hand needed`;
  },
};
