import { isDeepStrictEqual } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import type { Board } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import type { Sync } from "@diaodu/sync";
import { type PostgresPair, startPostgresPair } from "@diaodu/tooling/postgres";
import { figure } from "../../../apps/server/test/world.ts";
import { createDice } from "../../model/dice.ts";
import { foundOffice, now, type OfficeServer, openOffice } from "./office.ts";
import { startWriter, type Told, type Writer } from "./writer.ts";

const WRITERS = 6;
const PAGES_EACH = 2;
const PATIENCE_MS = 60_000;

export interface FailoverOptions {
  /** How often the primary dies. */
  readonly count: number;
  readonly seed: number;
  readonly say: (line: string) => void;
  /** Whether the primary answers a commit only when the standby has it; true unless told. */
  readonly synchronous?: boolean;
}

/**
 * Two servers under load whose primary is killed and whose standby is promoted, `count` times.
 * With a synchronous standby no acknowledged write is lost and none is there twice; with one that
 * lacks rows, every page begins anew. Either way pages and servers show one board at the end, that
 * of the log.
 *
 * @returns the verdict's words
 * @throws Error naming what was lost, doubled or different
 */
export async function failover(o: FailoverOptions): Promise<string> {
  const synchronous = o.synchronous ?? true;
  const dice = createDice(o.seed);
  const pair = await startPostgresPair({ synchronous, settings: { fsync: "off" } });
  const servers: OfficeServer[] = [];
  const writers: Writer[] = [];
  try {
    const secret = await foundOffice(pair.url);
    servers.push(await openOffice(pair.url), await openOffice(pair.url));
    const [one, two] = servers;
    if (one === undefined || two === undefined) throw new Error("two servers were to be started");
    const pages = servers.flatMap((server) =>
      Array.from({ length: PAGES_EACH }, () => server.openPage()),
    );
    const { database } = await one.board();
    for (let n = 1; n <= WRITERS; n += 1) {
      writers.push(startWriter((n % 2 === 0 ? one : two).origin, secret, n));
    }
    const outages: number[] = [];
    for (let death = 1; death <= o.count; death += 1) {
      await written(writers);
      await pause(dice.between(50, 800));
      if (!synchronous) await loseRows(pair, writers);
      outages.push(await failOver(pair, servers, writers, dice.between(0, 400)));
      o.say(`${death} of ${o.count}: ${countOf(writers)} writes, ${outages.at(-1)} ms without one`);
      if (death < o.count) await pair.rejoin();
    }
    await Promise.all(writers.map((writer) => writer.stop()));
    const told = writers.flatMap(({ acknowledged }) => acknowledged);
    const lost = await compareWithLog(pair, told, synchronous);
    await compareBoards(pair, servers, pages);
    const renewed = (await one.board()).database !== database;
    if (renewed !== lost > 0) throw new Error(`${lost} writes lost, new database id: ${renewed}`);
    const refused = writers.reduce((sum, { refused: each }) => sum + (each.get(503) ?? 0), 0);
    const longest = Math.max(0, ...outages);
    return (
      `${o.count} primaries killed under ${WRITERS} writers, ${told.length} writes acknowledged, ` +
      `${lost} of them lost with the standby that lacked them, none twice; ${refused} refused as ` +
      `unavailable; at most ${longest} ms without a write; ${pages.length} pages and both servers equal`
    );
  } finally {
    await Promise.allSettled(writers.map((writer) => writer.stop()));
    await Promise.all(servers.map((server) => server.stop()));
    await pair.stop();
  }
}

const countOf = (writers: readonly Writer[]): number =>
  writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);

/** Every writer has had an acknowledgement since. */
async function written(writers: readonly Writer[]): Promise<void> {
  const before = writers.map(({ acknowledged }) => acknowledged.length);
  await until("every writer is acknowledged", async () =>
    writers.every(({ acknowledged }, n) => acknowledged.length > (before[n] ?? 0)),
  );
}

/** Lets every writer be told of rows that only the primary has. */
async function loseRows(pair: PostgresPair, writers: readonly Writer[]): Promise<void> {
  await pair.cutStandby();
  await written(writers);
}

/** @returns milliseconds from the death until every writer has been acknowledged again */
async function failOver(
  pair: PostgresPair,
  servers: readonly OfficeServer[],
  writers: readonly Writer[],
  leaderless: number,
): Promise<number> {
  const since = performance.now();
  pair.killPrimary();
  // Boards are answered from what the servers have, whoever takes the writes.
  await Promise.all(servers.map((server) => server.board()));
  await pause(leaderless);
  await Promise.all(servers.map((server) => server.board()));
  await pair.promote();
  await written(writers);
  return Math.round(performance.now() - since);
}

/** @returns how many acknowledged writes the log does not hold, which must be none when synchronous */
async function compareWithLog(
  pair: PostgresPair,
  told: readonly Told[],
  synchronous: boolean,
): Promise<number> {
  const storage = await openStorage({ url: pair.url, now });
  try {
    const revisions = await storage.revisions(figure());
    const stored = new Map<string, number[]>();
    for (const { value, seq } of revisions) stored.set(value, [...(stored.get(value) ?? []), seq]);
    const twice = [...stored].filter(([, seqs]) => seqs.length > 1);
    if (twice.length > 0) throw new Error(`applied twice: ${JSON.stringify(twice)}`);
    const lost = told.filter(({ value, seq }) => stored.get(value)?.[0] !== seq);
    if (synchronous && lost.length > 0) throw new Error(`lost: ${JSON.stringify(lost)}`);
    const seqs = (await storage.changesSince(0, 10_000)).map(({ seq }) => seq);
    if (seqs.some((seq, n) => seq !== n + 1)) throw new Error("the log has a hole");
    return lost.length;
  } finally {
    await storage.close();
  }
}

/** Pages, both servers and one that reads everything for the first time show the same board. */
async function compareBoards(
  pair: PostgresPair,
  servers: readonly OfficeServer[],
  pages: readonly Sync[],
): Promise<void> {
  const fresh = await openOffice(pair.url);
  try {
    const { clock: _, ...truth } = await fresh.board();
    const same = (board: Board | null): boolean => {
      if (board === null) return false;
      const { clock: __, ...rest } = board;
      return isDeepStrictEqual(rest, truth);
    };
    await until("both servers show the log's board", async () =>
      (await Promise.all(servers.map((server) => server.board()))).every(same),
    );
    await until("every page shows the log's board", async () =>
      pages.every((page) => same(page.board())),
    );
  } finally {
    await fresh.stop();
  }
}

async function until(what: string, reached: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await reached())) {
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await pause(20);
  }
}
