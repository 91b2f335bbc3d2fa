import type { Change, LogPosition, LogReading } from "@diaodu/storage";
import { pino } from "pino";
import { expect, test } from "vitest";
import { createLogTail } from "./log-tail.ts";

const log = pino({ level: "silent" });

const row = (seq: number): Change => ({
  seq,
  committedAt: "2020-07-20T04:00:00.000Z",
  kind: "access",
  audience: "server",
  payload: { accounts: [], sessions: [], screens: [], keys: [] },
});

const at = (seq: number): LogPosition => ({ database: "id-1", seq, mark: String(seq) });

/** A log in memory that may be away; a read shows it as it was when the read began. */
function openLog() {
  const rows: Change[] = [];
  let away = false;
  return {
    rows,
    append: () => rows.push(row(rows.length + 1)),
    away: (now: boolean) => void (away = now),
    head: async () => at(rows.length),
    changesAfter: async ({ seq }: LogPosition, limit = 500): Promise<LogReading> => {
      if (away) throw new Error("away");
      if (seq > rows.length) return { kind: "rewritten" };
      const next = rows.slice(seq, seq + limit);
      return { kind: "continues", rows: next, at: at(seq + next.length) };
    },
    lose: (count: number) => void rows.splice(-count),
  };
}

test("a call that comes as a read ends, however closely, reads what was appended before it", async () => {
  for (let steps = 0; steps < 40; steps += 1) {
    const storage = openLog();
    const told: number[] = [];
    const tail = createLogTail({ storage, from: at(0), log, tell: ({ seq }) => told.push(seq) });
    const first = tail.follow();
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    storage.append();
    await tail.follow();
    await first;
    expect(told, `after ${steps} steps`).toEqual([1]);
  }
});

test("what a failed read left is told by the next, once and in order", async () => {
  const storage = openLog();
  const told: number[] = [];
  const tail = createLogTail({ storage, from: at(1), log, tell: ({ seq }) => told.push(seq) });
  for (let n = 0; n < 1203; n += 1) storage.append();
  storage.away(true);
  await tail.follow();
  expect(told).toEqual([]);
  storage.away(false);
  await Promise.all([tail.follow(), tail.follow()]);
  expect(told).toEqual(Array.from({ length: 1202 }, (_, n) => n + 2));
});

test("a log that lost rows is read on from its new head", async () => {
  const storage = openLog();
  const told: number[] = [];
  const tail = createLogTail({ storage, from: at(0), log, tell: ({ seq }) => told.push(seq) });
  for (let n = 0; n < 5; n += 1) storage.append();
  await tail.follow();
  storage.lose(3);
  await tail.follow();
  storage.append();
  await tail.follow();
  expect(told).toEqual([1, 2, 3, 4, 5, 3]);
});
