import { watchRows } from "@diaodu/storage/stored-rows";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld } from "../../test/world.ts";
import type { World } from "../../test/world.ts";
import { besiege, lastErrorLog, PAGES } from "../../test/siege.ts";

/** Another seed finds other things: `HOSTILE_SEED=… vitest run …` repeats or varies a run. */
const SEED = Number(process.env["HOSTILE_SEED"] ?? 20_200_720);
/** Each is answered more slowly by a database in another process; what it keeps is what differs. */
const REQUESTS = { sqlite: 2000, postgres: 600 } as const;
const ASKED = process.env["HOSTILE_REQUESTS"];
const PATIENCE = 300_000;

const heard = lastErrorLog();
let world: World;
beforeAll(async () => {
  world = await openWorld({ access: { board: "closed" }, web: PAGES, log: heard.log });
}, PATIENCE);
afterAll(() => world.close());

test(
  "no request of anybody breaks the server, and one that it refuses leaves nothing behind",
  async () => {
    const requests = ASKED === undefined ? REQUESTS[world.storage.kind] : Number(ASKED);
    const rows = await watchRows(world.storageUrl);
    const found = await besiege(world, {
      seed: SEED,
      requests,
      rows,
      errors: heard.errors,
    });
    await rows.close();
    expect(found.faults).toEqual([]);
    expect(found.answers).toBe(requests);
    // Some of it must have got through, or nothing was tried.
    expect(found.changes).toBeGreaterThan(requests / 100);
    expect(await world.storage.verifyAudit()).toMatchObject({ ok: true });
  },
  PATIENCE,
);
