import { isDeepStrictEqual } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { createDice, type Dice } from "../model/dice.ts";
import { waitFor } from "../model/seqs/tailer.ts";
import type { Trial } from "../trials.ts";
import { contradictions, createCallers } from "./callers.ts";
import type { ExposedServer, ExposedServers } from "./exposed-servers.ts";
import { openExposed } from "./exposed-servers.ts";
import { expectLevel } from "./kill.ts";
import { openSyncPage, withoutClock } from "./sync-page.ts";

const SPLITS = 60;
/** Until a page of a server that lost the database says so; a hang is noticed by time-outs. */
const NOTICED_MS = 30_000;

export interface Splitting {
  readonly splits: number;
  readonly hangs: number;
  readonly acknowledged: number;
  readonly rows: number;
}

/**
 * Cuts one of two servers off the database again and again, by resets or without a word, while
 * both are written to and looked at. The lost one must say so everywhere; the other goes on.
 *
 * @throws Error naming what was found
 */
export async function splitAgainAndAgain(
  city: ExposedServers,
  o: { readonly splits: number; readonly dice: Dice; readonly say: (line: string) => void },
): Promise<Splitting> {
  const { dice } = o;
  const { servers, secret } = city;
  const origins = servers.map(({ origin }) => origin);
  const callers = createCallers({ origins, secret, today: city.today, dice, count: 4 });
  const pages = origins.map((origin) => openSyncPage(origin));
  const pageOf = (server: ExposedServer) => pages[servers.indexOf(server)];
  let hangs = 0;
  let rows = 0;
  for (let n = 1; n <= o.splits; n += 1) {
    for (const [index, page] of pages.entries()) {
      await expectLevel(page, servers[index]?.world ?? never(), `before split ${n}`);
    }
    const [lost, kept] = dice.chance(0.5) ? servers : servers.toReversed();
    if (!lost || !kept) never();
    const hang = n % 3 === 0;
    if (hang) hangs += 1;
    const stop = new AbortController();
    const calling = callers.run(stop.signal);
    await pause(dice.between(20, 200));
    lost.toDatabase.refuse(true);
    if (hang) lost.toDatabase.pause();
    else lost.toDatabase.cut();

    const way = hang ? "hangs" : "is cut";
    const noticed = await waitFor(() => pageOf(lost)?.sync.status().stale === true, NOTICED_MS);
    if (!noticed) throw new Error(`split ${n}: a page of the server whose database ${way} is live`);
    const ready = await fetch(`${lost.world.url}/readyz`, {
      signal: AbortSignal.timeout(NOTICED_MS),
    });
    if (ready.status !== 503) throw new Error(`split ${n}: the lost server says ${ready.status}`);
    const before = callers.tally().acknowledged;
    const goesOn = await waitFor(() => callers.tally().acknowledged > before + 2, NOTICED_MS);
    if (!goesOn) throw new Error(`split ${n}: the other server takes no writes`);
    // Only live pages of the other one: whoever is told something is told the truth.
    if (!(await waitFor(() => pageOf(kept)?.sync.status().stale === false, NOTICED_MS))) {
      throw new Error(`split ${n}: the other server's page is not live`);
    }

    lost.toDatabase.refuse(false);
    if (hang) {
      // What waited in the network was lost with it.
      lost.toDatabase.cut();
      lost.toDatabase.resume();
    }
    stop.abort();
    await calling;
    for (const [index, page] of pages.entries()) {
      await expectLevel(page, servers[index]?.world ?? never(), `after split ${n}`);
    }
    const found = await contradictions(city.databaseUrl, callers);
    if (found.faults.length > 0) throw new Error(`split ${n}:\n${found.faults.join("\n")}`);
    rows = found.rows;
    await expectOneBoard(servers, `split ${n}`);
    if (n % 5 === 0) o.say(`${n} splits, ${rows} rows`);
  }
  for (const page of pages) page.stop();
  const { acknowledged } = callers.tally();
  return { splits: o.splits, hangs, acknowledged, rows };
}

/** Waits until all servers would send the very same board. */
export async function expectOneBoard(
  servers: readonly ExposedServer[],
  when: string,
): Promise<void> {
  const equal = (): boolean => {
    const [one, other] = servers.map(({ world }) => withoutClock(world.boards.head()));
    return isDeepStrictEqual(one, other);
  };
  if (!(await waitFor(equal, NOTICED_MS))) throw new Error(`${when}: two boards`);
}

function never(): never {
  throw new Error("there are two servers");
}

export const split: Trial = {
  name: "split",
  withinMs: 2_400_000,
  async run({ seed, scale, say }) {
    const city = await openExposed(2);
    try {
      const splits = Math.max(3, Math.round(SPLITS * scale));
      const done = await splitAgainAndAgain(city, { splits, dice: createDice(seed), say });
      return (
        `${done.splits} splits of a server from the database, ${done.hangs} of them silent, ` +
        `${done.acknowledged} writes acknowledged, ${done.rows} rows: the lost server said so by ` +
        "its pages, readyz and refusals, the other went on, and both were equal afterwards"
      );
    } finally {
      await city.close();
    }
  },
};
