import { startPostgres } from "@diaodu/tooling/postgres";
import type { PostgresServer } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { besiege, lastErrorLog, PAGES } from "../../apps/server/test/siege.ts";
import { openWorld } from "../../apps/server/test/world.ts";
import type { World } from "../../apps/server/test/world.ts";

const SEED = Number(process.env["HOSTILE_SEED"] ?? 20_200_721);
const REQUESTS = Number(process.env["HOSTILE_REQUESTS"] ?? 1500);
const PATIENCE = 300_000;

let postgres: PostgresServer;
const heard = lastErrorLog();
let world: World;
beforeAll(async () => {
  postgres = await startPostgres();
  world = await openWorld({
    storageUrl: postgres.url,
    access: { board: "closed" },
    web: PAGES,
    log: heard.log,
  });
}, PATIENCE);
afterAll(async () => {
  await world.close();
  await postgres.stop();
}, PATIENCE);

test(
  "no request of anybody breaks a server on PostgreSQL, which keeps fewer texts than SQLite",
  async () => {
    const found = await besiege(world, {
      seed: SEED,
      requests: REQUESTS,
      rows: null,
      errors: heard.errors,
    });
    expect(found.faults).toEqual([]);
    expect(await world.storage.verifyAudit()).toMatchObject({ ok: true });
  },
  PATIENCE,
);
