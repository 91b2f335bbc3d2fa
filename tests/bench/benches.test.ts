import { afterAll, expect, test } from "vitest";
import { BENCHES } from "./benches.ts";
import { openRun } from "./run-context.ts";

/** As little as still passes through every part of a measurement; the figures mean nothing. */
const SMALL = {
  names: [],
  out: null,
  posts: 3,
  submits: 3,
  sockets: 100,
  rounds: 1,
  observations: 2000,
  changes: 55,
};
const run = openRun(SMALL, () => undefined);
afterAll(() => run.close());

test.each(Object.entries(BENCHES))(
  "%s still finds what it measures in the product",
  { timeout: 300_000 },
  async (_, bench) => {
    const rows = await bench(run.context);
    expect(rows).not.toEqual([]);
    for (const { what, measured } of rows) expect(measured, what).toSatisfy(Number.isFinite);
  },
);
