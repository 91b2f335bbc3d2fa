import { createDice } from "../model/dice.ts";
import { postgresDatabases, sqliteFiles } from "../model/seqs/databases.ts";
import { runSchedule } from "../model/seqs/schedule.ts";
import type { Trial } from "../trials.ts";

const SCHEDULES = 160;
/** Every so many schedules a writer stands still for ten seconds. */
const LONG_STOP_EVERY = 16;
/** And every so many for longer than PostgreSQL lets a transaction idle. */
const LONGEST_STOP_EVERY = 40;

/** Writers that abort, are cut and are stopped, and tailers that are shown every seq all the same. */
export const seqs: Trial = {
  name: "seqs",
  withinMs: 1_800_000,
  async run({ seed, scale, say }) {
    const sources = [await postgresDatabases(), sqliteFiles()] as const;
    const schedules = Math.max(4, Math.round(SCHEDULES * scale));
    const sum = { writes: 0, aborted: 0, rows: 0, tailers: 0, stops: 0, longest: 0 };
    for (let n = 0; n < schedules; n += 1) {
      const dice = createDice(seed + n);
      const stops = Array.from({ length: dice.between(0, 3) }, () => dice.between(20, 800));
      if (n % LONG_STOP_EVERY === 1 || n % LONG_STOP_EVERY === 2) stops.push(10_000);
      if (n % LONGEST_STOP_EVERY === 0) stops.push(17_000);
      const database = await (sources[n % 2] ?? sources[0]).fresh();
      const size = { writers: dice.between(2, 12), writesEach: dice.between(4, 12), stops };
      const result = await runSchedule(database, { ...size, seed: seed + n });
      if (result.faults.length > 0) {
        throw new Error(`schedule of seed ${seed + n}:\n${result.faults.join("\n")}`);
      }
      sum.writes += result.writes;
      sum.aborted += result.aborted;
      sum.rows += result.rows;
      sum.tailers += result.tailers;
      sum.stops += stops.length;
      sum.longest = Math.max(sum.longest, ...stops);
      if (n % 10 === 9) say(`${n + 1} schedules, ${sum.rows} rows`);
    }
    for (const source of sources) await source.close();
    return (
      `${schedules} schedules on both databases, ${sum.writes} writes, ${sum.aborted} aborted, ` +
      `${sum.stops} stops of up to ${sum.longest / 1000} s, ${sum.rows} rows: ` +
      `each of ${sum.tailers} tailers saw every seq once, in order, as it was written`
    );
  },
};
