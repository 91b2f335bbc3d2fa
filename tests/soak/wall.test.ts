import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningServer, startDemo } from "../browser/harness.ts";
import { grown, heapGrowth } from "./samples.ts";
import { soakWall } from "./wall.ts";

/** So early the browser still compiles: a leak of a tile a change would be several times as much. */
const FLAT_WHILE_YOUNG = 0.15;

let server: RunningServer;

beforeAll(async () => {
  server = await startDemo();
});

afterAll(() => server.stop());

test("a wall through hundreds of changes and all its scenes holds no node, listener or chart more", async () => {
  const soaked = await soakWall(server, {
    warmUp: 150,
    changes: 300,
    weights: 3,
    say: () => undefined,
  });
  expect(grown(soaked), JSON.stringify(soaked)).toEqual([]);
  expect(heapGrowth(soaked), JSON.stringify(soaked)).toBeLessThan(FLAT_WHILE_YOUNG);
  expect(soaked.weights.at(-1)?.counts["charts"]).toBeGreaterThan(0);
});
