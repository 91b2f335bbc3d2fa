import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { expect, test } from "vitest";
import { fillData } from "../browser/prepared-data.ts";
import { createDice } from "../model/dice.ts";
import { grown, heapGrowth } from "./samples.ts";
import { soakServer, startWeighed } from "./server.ts";

/** So early much is still compiled and cached: a page's leak a change would be several times as much. */
const FLAT_WHILE_YOUNG = 0.15;

test("a server through hundreds of changes, with as many pages gone and come, holds no connection more", async () => {
  const data = mkdtempSync(join(tmpdir(), "diaodu-soak-"));
  await fillData(data, await makeTestDatabase(data));
  const weighed = await startWeighed(data);
  try {
    const soaked = await soakServer(weighed, {
      warmUp: 150,
      changes: 250,
      weights: 2,
      dice: createDice(1),
      say: () => undefined,
    });
    expect(grown(soaked), JSON.stringify(soaked)).toEqual([]);
    expect(heapGrowth(soaked), JSON.stringify(soaked)).toBeLessThan(FLAT_WHILE_YOUNG);
  } finally {
    await weighed.server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
