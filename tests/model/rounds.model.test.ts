import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { startPostgres } from "@diaodu/tooling/postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDice } from "./dice.ts";
import { liveRounds, seedSmall } from "./round-life.ts";
import { rollSchedule } from "./round-schedule.ts";

const SEED = Number(process.env["ROUNDS_SEED"] ?? 20_261_122);
/** Schedules on SQLite, each on a database of its own. */
const SCHEDULES = Number(process.env["ROUNDS_SCHEDULES"] ?? 8);
const ON_POSTGRES = Number(process.env["ROUNDS_ON_POSTGRES"] ?? 1);
/** Nothing here outlives the machine: memory spares waiting for the disk. */
const MEMORY = "/dev/shm";

let folder: string;
const now = () => new Date("2020-01-01T00:00:00Z");

beforeAll(async () => {
  folder = mkdtempSync(join(existsSync(MEMORY) ? MEMORY : tmpdir(), "diaodu-rounds-"));
  const storage = await openStorage({ url: `file:${join(folder, "template.db")}`, now });
  await seedSmall(storage);
  await storage.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function onCopy(seed: number, work: (storage: Storage) => Promise<void>): Promise<void> {
  const file = join(folder, `${seed}.db`);
  copyFileSync(join(folder, "template.db"), file);
  const storage = await openStorage({ url: `file:${file}`, now });
  try {
    await work(storage);
  } catch (error) {
    throw new Error(`ROUNDS_SEED=${seed} ROUNDS_SCHEDULES=1`, { cause: error });
  } finally {
    await storage.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  }
}

test(
  `${SCHEDULES} schedules of two servers that race and die leave what one that never slept would have (seed ${SEED})`,
  { timeout: 60_000 + SCHEDULES * 2000 },
  async () => {
    const sum = { deaths: 0, steps: 0, slips: 0 };
    for (let seed = SEED; seed < SEED + SCHEDULES; seed += 1) {
      await onCopy(seed, async (storage) => {
        const dice = createDice(seed);
        const schedule = rollSchedule(dice);
        const racing = dice.chance(0.6) ? ([storage, storage] as const) : ([storage] as const);
        const abuse = await liveRounds(racing, schedule, { dice, dying: 0.8 });
        sum.deaths += abuse.deaths;
        sum.steps += abuse.steps;
        sum.slips += abuse.slips;
      });
    }
    // They died, stepped and climbed: the schedules are no idle ones.
    expect(sum.deaths).toBeGreaterThan(SCHEDULES);
    expect(sum.steps).toBeGreaterThan(SCHEDULES * 10);
    expect(sum.slips).toBeGreaterThan(SCHEDULES);
  },
);

test(
  `the same on PostgreSQL, by servers with connections of their own (seed ${SEED})`,
  { timeout: 120_000 + ON_POSTGRES * 20_000 },
  async () => {
    const server = await startPostgres({ settings: { fsync: "off" } });
    try {
      for (let seed = SEED; seed < SEED + ON_POSTGRES; seed += 1) {
        const url = await server.createDatabase(`rounds_${seed}`);
        const storages = [
          await openStorage({ url, now }),
          await openStorage({ url, now }),
        ] as const;
        await seedSmall(storages[0]);
        const dice = createDice(seed);
        const lived = await liveRounds(storages, rollSchedule(dice), { dice, dying: 0.8 });
        expect(lived.steps).toBeGreaterThan(0);
        for (const storage of storages) await storage.close();
      }
    } finally {
      await server.stop();
    }
  },
);
