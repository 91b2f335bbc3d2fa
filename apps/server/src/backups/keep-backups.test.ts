import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examine, LAST_BACKUP_AT, openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepBackups } from "./keep-backups.ts";
import type { BackupPlan } from "./keep-backups.ts";

const HOUR = 3_600_000;
const IN_TIME = { timeout: 20_000, interval: 20 };

let root: string;
let plan: BackupPlan;
let storage: Storage;
let now: Date;
let ended: boolean[];
let log: string;
let stops: (() => Promise<void>)[];

beforeEach(async () => {
  now = new Date("2026-11-22T04:00:00Z");
  root = mkdtempSync(join(tmpdir(), "diaodu-backups-"));
  plan = { folder: join(root, "backups"), everyMs: HOUR, keep: 2 };
  mkdirSync(plan.folder);
  storage = await openStorage({ url: `file:${join(root, "diaodu.db")}`, now: () => now });
  [ended, log, stops] = [[], "", []];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  await storage.close();
  rmSync(root, { recursive: true, force: true });
});

/** Begins as a server does; looks whether one is due every few milliseconds. */
function start(over: Partial<BackupPlan> & { from?: string } = {}): () => Promise<void> {
  const stop = keepBackups({
    plan: { ...plan, ...over },
    database: over.from ?? join(root, "diaodu.db"),
    now: () => now,
    ended: (done) => ended.push(done),
    log: pino({}, { write: (line) => (log += line) }),
    lookMs: 10,
    retryMs: 100,
  });
  stops.push(stop);
  return stop;
}

const files = (): string[] => readdirSync(plan.folder).sort();
const pass = (ms: number): void => void (now = new Date(now.getTime() + ms));
const made = (count: number) => vi.waitFor(() => expect(ended).toHaveLength(count), IN_TIME);
const looksPass = () => new Promise((resolve) => setTimeout(resolve, 150));

test("a backup is made at once where there is none, then each time one is due, and the oldest goes", async () => {
  start();
  await made(1);
  expect(files()).toEqual(["diaodu-20261122T040000Z.db"]);
  expect(await examine(join(plan.folder, files()[0] ?? ""))).toMatchObject({
    at: now.toISOString(),
  });
  expect(await storage.meta.get(LAST_BACKUP_AT)).toBe(now.toISOString());
  for (const count of [2, 3]) {
    pass(HOUR - 1000);
    await looksPass();
    expect(ended).toHaveLength(count - 1);
    pass(1000);
    await made(count);
  }
  expect(ended).toEqual([true, true, true]);
  expect(files()).toEqual(["diaodu-20261122T050000Z.db", "diaodu-20261122T060000Z.db"]);
  expect(log).toContain("backup made");
});

test("a server that is started again does not back up again while the last one is fresh", async () => {
  const stop = start();
  await made(1);
  await stop();
  pass(HOUR / 2);
  start();
  await looksPass();
  expect(ended).toEqual([true]);
  pass(HOUR / 2);
  await made(2);
});

test("a clock that was stepped back neither ends the backups nor makes one at every look", async () => {
  start();
  await made(1);
  pass(-24 * HOUR);
  await looksPass();
  expect(ended).toEqual([true]);
  // A process that was not there before does not know how old it is.
  start();
  await made(2);
  await looksPass();
  expect(ended).toEqual([true, true]);
});

test("a folder that is gone is a failure that is told and tried again, and is not made anew", async () => {
  rmSync(plan.folder, { recursive: true });
  start();
  await made(2);
  expect(readdirSync(root)).not.toContain("backups");
  expect(log).toContain("no backup was made");
  mkdirSync(plan.folder);
  await vi.waitFor(() => expect(ended.at(-1)).toBe(true), IN_TIME);
  expect(files()).toHaveLength(1);
});

test("what cannot be proved whole leaves neither a backup nor a half of one, and no old one goes", async () => {
  const old = ["diaodu-20200101T000000Z.db", "diaodu-20200102T000000Z.db"];
  for (const name of old) writeFileSync(join(plan.folder, name), "");
  const damaged = join(root, "damaged.db");
  writeFileSync(damaged, "no database at all, but long enough to be read as one".repeat(100));
  const stop = start({ from: damaged, keep: 1 });
  await made(1);
  await stop();
  expect(ended).toEqual([false]);
  expect(files()).toEqual(old);
});

test("a stop in the middle of a backup waits for nothing and leaves nothing that is taken for one", async () => {
  const stop = start();
  await stop();
  expect(ended).toEqual([]);
  expect(files().filter((name) => name.endsWith(".db"))).toEqual([]);
});
