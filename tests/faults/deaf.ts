import { setTimeout as pause } from "node:timers/promises";
import { createDice, type Dice } from "../model/dice.ts";
import { waitFor } from "../model/seqs/tailer.ts";
import type { Trial } from "../trials.ts";
import { contradictions, createCallers } from "./callers.ts";
import { type ExposedServers, openExposed } from "./exposed-servers.ts";
import { expectLevel } from "./kill.ts";
import { expectOneBoard } from "./split.ts";
import { openSyncPage } from "./sync-page.ts";

const ROUNDS = 60;
/** The poll is a server's own, and nothing else may carry the news: the beat would find it too. */
export const POLL_ALONE = { pollMs: 1000, beatMs: 60_000 };
/** For the poll, the reading and the way to the page, on a machine that has other things to do. */
const HEARD_MS = 5000;

export interface Deafness {
  readonly rounds: number;
  readonly hangs: number;
  readonly acknowledged: number;
  readonly rows: number;
  /** The longest that a page waited for the last change, in milliseconds. */
  readonly latestMs: number;
}

/**
 * Takes from one of two servers the connection on which it hears of the other's changes, and that
 * alone: it is ended, or hangs without a word. Its page must show every change all the same.
 *
 * @throws Error naming what was found
 */
export async function deafenAgainAndAgain(
  city: ExposedServers,
  o: { readonly rounds: number; readonly dice: Dice; readonly say: (line: string) => void },
): Promise<Deafness> {
  const { dice } = o;
  const [deafened, writer] = city.servers;
  if (!deafened || !writer) throw new Error("there are two servers");
  const callers = createCallers({
    // A server that writes itself needs nobody to tell it.
    origins: [writer.origin],
    secret: city.secret,
    today: city.today,
    dice,
    count: 2,
  });
  const page = openSyncPage(deafened.origin);
  let hangs = 0;
  let rows = 0;
  let latestMs = 0;
  for (let n = 1; n <= o.rounds; n += 1) {
    await expectLevel(page, deafened.world, `before round ${n}`);
    const listener = await listenerOf(city, deafened.name);
    const hang = n % 3 !== 0;
    if (hang) {
      hangs += 1;
      process.kill(listener, "SIGSTOP");
    } else {
      await city.ask(`select pg_terminate_backend(${listener})`);
    }
    try {
      const stop = new AbortController();
      const calling = callers.run(stop.signal);
      await pause(dice.between(20, 300));
      stop.abort();
      await calling;
      const acknowledged = performance.now();
      const last = Math.max(...callers.sent.map(({ seq }) => seq ?? 0));
      const shown = (): number => page.sync.board()?.seq ?? 0;
      if (!(await waitFor(() => shown() >= last, HEARD_MS))) {
        throw new Error(`round ${n}: a page of the deaf server is at ${shown()}, not ${last}`);
      }
      latestMs = Math.max(latestMs, performance.now() - acknowledged);
    } finally {
      if (hang) process.kill(listener, "SIGCONT");
    }
    const found = await contradictions(city.databaseUrl, callers);
    if (found.faults.length > 0) throw new Error(`round ${n}:\n${found.faults.join("\n")}`);
    rows = found.rows;
    await expectOneBoard(city.servers, `round ${n}`);
    if (n % 10 === 0) o.say(`${n} rounds, ${rows} rows`);
  }
  page.stop();
  const { acknowledged } = callers.tally();
  return { rounds: o.rounds, hangs, acknowledged, rows, latestMs };
}

/** The process of PostgreSQL at the other end of the connection on which a server hears. */
async function listenerOf(city: ExposedServers, name: string): Promise<number> {
  const [row] = await city.ask(
    `select pid from pg_stat_activity where application_name = '${name}' and query ilike 'listen %'`,
  );
  if (!row?.[0]) throw new Error(`${name} does not listen`);
  return Number(row[0]);
}

/** A server that no longer hears of what the others commit, and knows nothing of it. */
export const deaf: Trial = {
  name: "deaf",
  withinMs: 1_200_000,
  async run({ seed, scale, say }) {
    const city = await openExposed(2, POLL_ALONE);
    try {
      const rounds = Math.max(3, Math.round(ROUNDS * scale));
      const done = await deafenAgainAndAgain(city, { rounds, dice: createDice(seed), say });
      return (
        `${done.rounds} losses of the connection that listens, ${done.hangs} of them silent, ` +
        `${done.acknowledged} writes acknowledged, ${done.rows} rows: every page showed the last ` +
        `within ${(done.latestMs / 1000).toFixed(1)} s`
      );
    } finally {
      await city.close();
    }
  },
};
