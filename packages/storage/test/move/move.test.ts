import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { type PostgresServer, startPostgres } from "@diaodu/tooling/postgres";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import {
  cancelMove,
  type MoveFault,
  type MoveProgress,
  MoveRefused,
  moveToPostgres,
  openStorage,
  SchemaTooNew,
  StorageMoved,
} from "../../src/index.ts";
import { TABLES } from "../../src/move/tables.ts";
import { commit, figure, now } from "../contract/figures.ts";
import { fillEveryTable } from "./filled.ts";

/** `MOVE_SEED=… MOVE_KILLS=…` repeats or lengthens a run. */
const SEED = Number(process.env["MOVE_SEED"] ?? 20_261_122);
const KILLS = Number(process.env["MOVE_KILLS"] ?? 8);
const PATIENCE = 120_000;

let server: PostgresServer;
let folder: string;
let path: string;
let from: string;
let to: string;
let made = 0;

beforeAll(async () => {
  server = await startPostgres({ settings: { fsync: "off" } });
}, 60_000);
afterAll(() => server.stop(), 60_000);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "diaodu-move-"));
  path = join(folder, "diaodu.db");
  from = `file:${path}`;
  to = await server.createDatabase(`move_${(made += 1)}`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const move = (progress?: (step: MoveProgress) => void) =>
  moveToPostgres({ from, to, now, newId: randomUUID, progress });
const cancel = () => cancelMove({ from, now, newId: randomUUID });

/** Ends the move as a fault would, once it has come this far. */
const endingAt = (step: MoveProgress["step"], table: string) =>
  move((told) => {
    if (told.step === step && told.table === table) throw new Error("broken off");
  });

async function refusal(work: Promise<unknown>): Promise<MoveFault> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof MoveRefused)) throw new Error("not refused", { cause: error });
  return error.fault;
}

async function onTarget(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: to });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function idOf(url: string): Promise<string> {
  const storage = await openStorage({ url, now });
  await storage.close();
  return storage.databaseId;
}

test(
  "every row of every table arrives as it was, and the same database goes on elsewhere",
  { timeout: PATIENCE },
  async () => {
    await fillEveryTable(path, 300);
    const id = await idOf(from);
    const report = await move();
    expect(report.tables.map(({ table }) => table)).toEqual(TABLES.map(({ table }) => table));
    for (const { table, rows } of report.tables) {
      expect([table, rows >= 20]).toEqual([table, true]);
    }
    expect(report.audit).toMatchObject({ ok: true, rows: 20 });
    const arrived = await openStorage({ url: to, now });
    expect(arrived.databaseId).toBe(id);
    // Positions go on behind what came along.
    expect((await commit(arrived, [figure()])).seq).toBe(301);
    await arrived.appendAudit({
      at: now().toISOString(),
      actor: { kind: "system", id: null, name: "测试", ip: null },
      action: "system.start",
      object: null,
      result: "done",
      detail: null,
    });
    expect(
      await arrived.verifyAudit(report.audit?.ok === true ? report.audit.head : ""),
    ).toMatchObject({ ok: true, rows: 21 });
    await arrived.close();
    const refused = await openStorage({ url: from, now }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StorageMoved);
    expect(refused).toMatchObject({ state: "moved", to: `${server.socketFolder}/move_1` });
    expect(await refusal(move())).toMatchObject({ kind: "already_moved" });
    expect(await refusal(cancel())).toMatchObject({ kind: "already_moved" });
  },
);

test(
  `a move that is killed ${KILLS} times goes on where it was and ends with the same rows (seed ${SEED})`,
  { timeout: PATIENCE + KILLS * 10_000 },
  async () => {
    await fillEveryTable(path, 1200);
    const program = fileURLToPath(new URL("move-process.ts", import.meta.url));
    let state = SEED;
    // Numerical Recipes' linear congruence: enough to choose moments by.
    const below = (n: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    const ends: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = spawn(process.execPath, [program, from, to], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const gone = new Promise((resolve) => child.once("close", resolve));
      // Early ones, so that the later ones still find something to do.
      const steps = 1 + below(6);
      let said = "";
      for await (const chunk of child.stdout.setEncoding("utf8")) {
        said += String(chunk);
        if (said.split("\n").length <= steps) continue;
        await pause(below(12));
        child.kill("SIGKILL");
        break;
      }
      await gone;
      ends.push(said.trim().split("\n").at(-1) ?? "");
      await expect(openStorage({ url: from, now })).rejects.toThrow(StorageMoved);
      await expect(openStorage({ url: to, now })).rejects.toThrow(StorageMoved);
    }
    expect(ends).not.toContain("done");
    const seen: string[] = [];
    const report = await move(({ step, table }) => {
      if (step === "copy") seen.push(table);
    });
    expect(report.resumed).toBe(true);
    // What was whole was not copied again.
    expect(seen).not.toContain("change_log");
    expect(report.tables.filter(({ table }) => table === "observation")[0]?.rows).toBe(1200);
    expect(await idOf(to)).toBe(report.databaseId);
  },
);

test("a row that was changed on the way is found, and the file stays in use", async () => {
  await fillEveryTable(path, 40);
  await expect(endingAt("check", "change_log")).rejects.toThrow("broken off");
  await onTarget("update observation set value = '0' where seq = 7");
  await onTarget("delete from message_read where account like 'account-9 %'");
  expect(await refusal(move())).toEqual({
    kind: "differs",
    tables: ["observation", "message_read"],
  });
  await expect(openStorage({ url: to, now })).rejects.toThrow(StorageMoved);
  await cancel();
  await idOf(from);
});

test("a move that was given up leaves the file usable, and what it left elsewhere is no hindrance", async () => {
  await fillEveryTable(path, 40);
  expect(await refusal(cancel())).toEqual({ kind: "nothing_to_cancel" });
  await expect(endingAt("copy", "record")).rejects.toThrow("broken off");
  const elsewhere = moveToPostgres({ from, to: server.url, now, newId: randomUUID });
  expect(await refusal(elsewhere)).toMatchObject({ kind: "moving_elsewhere" });
  await cancel();
  const storage = await openStorage({ url: from, now });
  const { seq } = await commit(storage, [figure()]);
  await storage.close();
  const report = await move();
  expect(report.resumed).toBe(false);
  const arrived = await openStorage({ url: to, now });
  expect(await arrived.headSeq()).toBe(seq);
  await arrived.close();
});

test("an end that was cut off between the two sides is made up for", async () => {
  await fillEveryTable(path, 40);
  await move();
  // As if the process had died before it could retire the file.
  const file = new DatabaseSync(path);
  file.exec(`update meta set value = replace(value, '"moved"', '"moving"') where key = 'move_out'`);
  file.close();
  const arrived = await openStorage({ url: to, now });
  await commit(arrived, [figure()]);
  await arrived.close();
  expect(await move()).toMatchObject({ resumed: true, tables: [] });
  await expect(openStorage({ url: from, now })).rejects.toThrow(StorageMoved);
});

test("nothing is moved from under a server, into somebody's rows, or into a newer schema", async () => {
  expect(await refusal(move())).toEqual({ kind: "no_source" });
  const running = await openStorage({ url: from, now });
  await commit(running, [figure()]);
  expect(await refusal(move())).toEqual({ kind: "source_in_use" });
  await running.close();

  const other = await openStorage({ url: to, now });
  await other.meta.set("mode", "real");
  await other.close();
  expect(await refusal(move())).toEqual({ kind: "target_occupied", table: "meta" });
  await onTarget("delete from meta where key = 'mode'");
  await onTarget("insert into migration (version, name, applied_at) values (999, 'later', '')");
  await expect(move()).rejects.toThrow(SchemaTooNew);
  await onTarget("drop schema public cascade");
  await onTarget("create schema public");
  await onTarget("create table somebody_elses (n int)");
  expect(await refusal(move())).toEqual({ kind: "target_occupied", table: "somebody_elses" });
  // Whatever was refused left the file as it was.
  await idOf(from);
  await onTarget("drop table somebody_elses");
  await move();
});

test("a text that PostgreSQL cannot keep is named before it fails there", async () => {
  await fillEveryTable(path, 40);
  const file = new DatabaseSync(path);
  file.exec("update session set agent = 'a' || char(0) where id like 'id-7 %'");
  file.close();
  expect(await refusal(move())).toMatchObject({
    kind: "unstorable",
    table: "session",
    column: "agent",
  });
  await cancel();
});
