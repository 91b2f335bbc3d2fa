import { createServer, type AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres, startPostgresPair } from "@diaodu/tooling/postgres";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { openStorage } from "../src/index.ts";
import { commit, figure, now } from "./contract/figures.ts";

const LOG_TURN = 7_384_201;
const UNSYNCED = { fsync: "off" } as const;
const READ_ONLY = "alter database diaodu set default_transaction_read_only = on";
const WRITABLE = "alter database diaodu set default_transaction_read_only = off";
const IDLE_SESSIONS = `select pg_terminate_backend(pid) from pg_stat_activity
  where application_name = 'diaodu' and state = 'idle'`;
const REPLAYED = "select 1 from pg_stat_replication where replay_lsn >= pg_current_wal_lsn()";

test("a server that takes writes is found at once, though another of those named never answers", async () => {
  const server = await startPostgres({ settings: UNSYNCED });
  onTestFinished(() => server.stop());
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => void silent.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const hosts = `host=127.0.0.1,${encodeURIComponent(server.socketFolder)}&port=${port},5432`;
  const { username, pathname } = new URL(server.url);
  const url = `postgres://${username}@${pathname}?${hosts}`;
  // Longer than a write looks for a server: one that waited for the silent one would be refused.
  const storage = await openStorage({ url, now, postgres: { connectMs: 20_000 } });
  await run(server.url, READ_ONLY, IDLE_SESSIONS);
  const writing = commit(storage, [figure()]);
  // It refuses them at first, as a standby does that is promoted a moment later.
  await pause(500);
  await run(server.url, "set default_transaction_read_only = off", WRITABLE);
  expect((await writing).seq).toBe(1);
  await storage.close();
}, 60_000);

test("a write that waits on a former primary is made on the new one, and never on both", async () => {
  const pair = await startPostgresPair({ synchronous: false, settings: UNSYNCED });
  onTestFinished(() => pair.stop());
  const storage = await openStorage({ url: pair.url, now });
  const former = `postgres://${new URL(pair.url).username}@/diaodu?host=${encodeURIComponent(pair.primaryFolder())}`;
  await commit(storage, [figure()]);
  const outsider = new pg.Client({ connectionString: former });
  await outsider.connect();
  await outsider.query(`select pg_advisory_lock(${LOG_TURN})`);
  const writing = commit(storage, [figure({ period: "2020-01/2020-03" })]);
  await expect
    .poll(() => run(former, "select 1 from pg_stat_activity where wait_event_type = 'Lock'"))
    .toHaveLength(1);
  await expect.poll(() => pair.ask(REPLAYED)).toHaveLength(1);
  // The standby is promoted while the primary lives on, and this process notices by a read.
  await pair.promote();
  await run(former, READ_ONLY, IDLE_SESSIONS);
  expect(await storage.headSeq()).toBe(1);
  await outsider.end();
  expect((await writing).seq).toBe(2);
  expect(await pair.ask("select seq::text from change_log order by seq")).toEqual([["1"], ["2"]]);
  expect(await run(former, "select seq from change_log")).toHaveLength(1);
  await storage.close();
}, 60_000);

/** Runs the statements on a connection of its own; the rows of the last. */
async function run(url: string, ...statements: readonly string[]): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) rows = (await client.query<never>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}
