import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Engine } from "../../packages/storage/src/engine/engine.ts";
import { newMark } from "../../packages/storage/src/engine/mark.ts";
import { type Databases, postgresDatabases, sqliteFiles } from "./seqs/databases.ts";
import { runSchedule } from "./seqs/schedule.ts";

const SEED = Number(process.env["SEQS_SEED"] ?? 20_261_122);
const SCHEDULES = Number(process.env["SEQS_SCHEDULES"] ?? 2);
const SHORT = { writers: 6, writesEach: 6, stops: [] } as const;

describe.each(["sqlite", "postgres"] as const)("the log on %s", (kind) => {
  let databases: Databases;
  beforeAll(async () => {
    databases = kind === "sqlite" ? sqliteFiles() : await postgresDatabases();
  });
  afterAll(() => databases.close());

  test.each(Array.from({ length: SCHEDULES }, (_, n) => SEED + n))(
    "[L20] shows every tailer every seq once, in order, as its writer wrote it (seed %i)",
    async (seed) => {
      const stops = [300, 50];
      const result = await runSchedule(await databases.fresh(), { ...SHORT, seed, stops });
      expect(result.faults).toEqual([]);
      expect(result.acknowledged).toBeGreaterThan(result.writes / 2);
      expect(result.aborted).toBeGreaterThan(0);
    },
  );
});

test("[L11] the log keeps its order on a PostgreSQL whose transactions are not READ COMMITTED by default", async () => {
  const databases = await postgresDatabases();
  onTestFinished(() => databases.close());
  const database = await databases.fresh();
  await database.run(
    `do $$ begin execute format('alter database %I set default_transaction_isolation = %L', current_database(), 'repeatable read'); end $$`,
  );
  const { faults } = await runSchedule(database, { ...SHORT, writers: 12, seed: SEED });
  expect(faults).toEqual([]);
});

describe("the model finds a log on PostgreSQL that lies", () => {
  let databases: Databases;
  beforeAll(async () => {
    databases = await postgresDatabases();
  });
  afterAll(() => databases.close());

  const withoutTurn = (engine: Engine): Engine => ({
    ...engine,
    takeLogTurn: async () => ({ mark: newMark(), appended: () => {} }),
  });
  /** A seq from a sequence: drawn when the row is written, visible when it is committed. */
  const DRAWN = `
    create sequence drawn;
    create function draw() returns trigger language plpgsql as
      'begin new.seq = nextval(''drawn''); return new; end';
    create trigger draw before insert on change_log for each row execute function draw()`;

  /** A disk that takes its time: everybody writes beside somebody's commit. */
  const SLOW = `
    create function take_time() returns trigger language plpgsql as
      'begin perform pg_sleep(0.02); return null; end';
    create constraint trigger take_time after insert on change_log
      deferrable initially deferred for each row execute function take_time()`;

  test("[L3] because its writers take no turn: they are refused for each other's sake", async () => {
    const database = await databases.fresh();
    const { faults } = await runSchedule(database, {
      ...SHORT,
      writers: 16,
      seed: SEED,
      mutate: withoutTurn,
      prepare: () => database.run(SLOW),
    });
    expect(faults.filter((fault) => fault.includes("refused without cause"))).not.toEqual([]);
  });

  test("[L3] because its seqs are drawn before they are visible: tailers miss rows", async () => {
    const database = await databases.fresh();
    const { faults } = await runSchedule(database, {
      ...SHORT,
      seed: SEED,
      mutate: withoutTurn,
      prepare: () => database.run(DRAWN),
    });
    expect(faults.filter((fault) => /^the tailer .* (misses|shows)/u.test(fault))).not.toEqual([]);
  });

  test("[L4] because an aborted write takes its seq along: there are holes", async () => {
    const database = await databases.fresh();
    const { faults } = await runSchedule(database, {
      ...SHORT,
      writesEach: 12,
      seed: SEED,
      prepare: () => database.run(DRAWN),
    });
    expect(faults.filter((fault) => fault.startsWith("the log shows seq"))).not.toEqual([]);
  });
});
