import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openStorage, StorageUnavailable } from "@diaodu/storage";
import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { figure } from "../../apps/server/test/world.ts";
import { askServer } from "../../packages/tooling/src/postgres-query.ts";
import { startTcpProxy } from "./tcp-proxy.ts";

let server: PostgresServer;
const NOON = "2020-07-20T04:00:00.000Z";
const now = (): Date => new Date(NOON);

/** Each commit of a row of the log takes so long, as behind a slow disk or standby. */
const slowCommit = (seconds: number): string => `
  create function slow_commit() returns trigger language plpgsql as
    'begin perform pg_sleep(${seconds}); return null; end';
  create constraint trigger slow_commit after insert on change_log
    deferrable initially deferred for each row execute function slow_commit()`;

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: "off" } });
}, 60_000);
afterAll(() => server.stop(), 60_000);

/** A storage that reaches its database through a proxy, with slow commits, and a write under way. */
async function openWriting(name: string, o: { commitSeconds: number; patienceMs: number }) {
  await server.createDatabase(name);
  const socket = join(server.socketFolder, ".s.PGSQL.5432");
  const ask = (statement: string) => askServer(socket, "postgres", name, statement);
  const proxy = await startTcpProxy(socket);
  const url = `postgres://postgres@127.0.0.1:${proxy.port}/${name}`;
  const storage = await openStorage({ url, now, postgres: { patienceMs: o.patienceMs } });
  await ask(slowCommit(o.commitSeconds));
  const writing = storage.submitObservations({
    items: [{ ...figure(), reason: null }],
    reportedBy: "统计局",
    committedAt: NOON,
  });
  writing.catch(() => {});
  const committing = "select 1 from pg_stat_activity where query = 'commit' and state = 'active'";
  await expect.poll(async () => (await ask(committing)).length, { timeout: 10_000 }).toBe(1);
  return {
    storage,
    proxy,
    writing,
    async close() {
      await storage.close();
      await proxy.stop();
    },
  };
}

test("a write whose commit was answered to nobody is asked for and acknowledged, once", async () => {
  const { storage, proxy, writing, close } = await openWriting("happened", {
    commitSeconds: 1,
    patienceMs: 10_000,
  });
  // The server does not notice before it answers: it commits.
  proxy.cut();
  expect(await writing).toMatchObject({ kind: "committed", seq: 1 });
  expect(await storage.revisions(figure())).toHaveLength(1);
  await close();
}, 30_000);

test("a write of which nobody can tell yet is not acknowledged, nor made a second time", async () => {
  const { storage, proxy, writing, close } = await openWriting("untold", {
    commitSeconds: 3,
    patienceMs: 500,
  });
  proxy.cut();
  await expect(writing).rejects.toThrow(StorageUnavailable);
  expect(await storage.headSeq()).toBe(0);
  await pause(3000);
  await expect.poll(() => storage.headSeq(), { timeout: 10_000 }).toBe(1);
  expect(await storage.revisions(figure())).toHaveLength(1);
  await close();
}, 30_000);
