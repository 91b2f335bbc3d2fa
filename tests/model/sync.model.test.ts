import { expect, test } from "vitest";
import { runSchedule, type Outcome } from "./schedule.ts";

const SCHEDULES = 2_500;

/** Seeds that fail when the rule beside them is taken out of the machine; they run first, for ever. */
const TELLING: readonly (readonly [seed: number, rule: string])[] = [
  [3, "[S5] the order of tiles is made after the last item"],
  [85, "[S30] a link that hangs is replaced"],
  [364, "[S25] an older board is let go"],
  [403, "[S34] news that slept does not confirm"],
  [742, "[S26] a server that trails is not believed at once"],
  [795, "[S33] an aged ack does not confirm"],
];

const replayed = process.env["SEED"];

// Only then is it a test at all: without a seed there is nothing to replay.
if (replayed)
  test("the schedule of SEED brings the page back to the server", () => {
    runSchedule(Number(replayed));
  });

test.each(TELLING)("schedule %i holds: %s", (seed) => {
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
