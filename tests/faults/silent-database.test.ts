import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openStorage, StorageUnavailable } from "@diaodu/storage";
import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

let postgres: PostgresServer;
let network: TcpProxy;

beforeAll(async () => {
  postgres = await startPostgres({ settings: { fsync: "off" } });
  network = await startTcpProxy(join(postgres.socketFolder, ".s.PGSQL.5432"));
}, 60_000);
afterAll(async () => {
  await network.stop();
  await postgres.stop();
});

test(
  "a read gives up on a database that no longer answers, with the settings that a server starts with",
  // A statement of a write may take a minute: this read must not.
  { timeout: 30_000 },
  async () => {
    const url = `postgres://postgres@127.0.0.1:${network.port}/diaodu`;
    const storage = await openStorage({ url, now: () => new Date() });
    expect(await storage.headSeq()).toBe(0);
    network.pause();
    const told = storage.headSeq().catch((error: unknown) => error);
    const gaveUp = await Promise.race([told, pause(20_000, "still reading", { ref: false })]);
    expect(gaveUp).toBeInstanceOf(StorageUnavailable);
    // What waited in the network was lost with it.
    network.cut();
    network.resume();
    expect(await storage.headSeq()).toBe(0);
    await storage.close();
  },
);
