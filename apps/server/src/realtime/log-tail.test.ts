import type { Change } from "@diaodu/storage";
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

/** A log in memory that may be away; a read shows it as it was when the read began. */
function openLog() {
  const rows: Change[] = [];
  let away = false;
  return {
    rows,
    append: () => rows.push(row(rows.length + 1)),
    away: (now: boolean) => void (away = now),
    changesSince: async (seq: number, limit = 500): Promise<Change[]> => {
      if (away) throw new Error("away");
      return rows.slice(seq, seq + limit);
    },
  };
}

test("a call that comes as a read ends, however closely, reads what was appended before it", async () => {
  for (let steps = 0; steps < 40; steps += 1) {
    const storage = openLog();
    const told: number[] = [];
    const tail = createLogTail({ storage, from: 0, log, tell: ({ seq }) => told.push(seq) });
    const first = tail.follow();
    for (let step = 0; step < steps; step += 1) await null;
    storage.append();
    await tail.follow();
    await first;
    expect(told, `after ${steps} steps`).toEqual([1]);
  }
});

test("what a failed read left is told by the next, once and in order", async () => {
  const storage = openLog();
  const told: number[] = [];
  const tail = createLogTail({ storage, from: 1, log, tell: ({ seq }) => told.push(seq) });
  for (let n = 0; n < 1203; n += 1) storage.append();
  storage.away(true);
  await tail.follow();
  expect(told).toEqual([]);
  storage.away(false);
  await Promise.all([tail.follow(), tail.follow()]);
  expect(told).toEqual(Array.from({ length: 1202 }, (_, n) => n + 2));
});
