import { expect, test } from "vitest";
import { runSchedule, type Outcome } from "./schedule.ts";

const SCHEDULES = 2_500;

/** Seeds that once found a fault; they run first, for ever. */
const FOUND_BEFORE: readonly number[] = [];

const replayed = process.env["SEED"];

test.runIf(replayed)("the schedule of SEED brings the page back to the server", () => {
  runSchedule(Number(replayed));
});

test.each(FOUND_BEFORE)("schedule %i, which once failed, holds", (seed) => {
  runSchedule(seed);
});

test("whatever the network does, the page shows true boards only and ends at the server's", () => {
  const first = 1;
  const outcomes: Outcome[] = [];
  for (let seed = first; seed < first + SCHEDULES; seed++) outcomes.push(runSchedule(seed));

  // The schedules are worth something only if they visit what they are to prove.
  const phases = new Set(outcomes.flatMap(({ phases }) => [...phases]));
  expect(phases).toEqual(
    new Set(["offline", "subscribing", "snapshotting", "live", "stale", "incompatible"]),
  );
}, 60_000);
