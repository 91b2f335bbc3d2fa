import { spawn } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type Backup,
  backupAt,
  type BackupFault,
  BackupRefused,
  examine,
  listBackups,
  makeBackup,
  openStorage,
  restoreBackup,
  rotate,
  type Storage,
} from "../src/index.ts";
import { made } from "./contract/accounts.ts";
import { sessionOf, write } from "./contract/sessions.ts";
import { AT, AUDIT, commit, figure, now } from "./contract/figures.ts";

const root = mkdtempSync(join(tmpdir(), "diaodu-backup-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const WRITER = fileURLToPath(new URL("./writer-process.ts", import.meta.url));

let folder: string;
let database: string;
const opened: Storage[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(root, "one-"));
  database = join(folder, "diaodu.db");
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((storage) => storage.close()));
});

async function open(path = database): Promise<Storage> {
  const storage = await openStorage({ url: `file:${path}`, now });
  opened.push(storage);
  return storage;
}

async function close(storage: Storage): Promise<void> {
  opened.splice(opened.indexOf(storage), 1);
  await storage.close();
}

/** A database with a session, audit rows and `figures` changes of the log. */
async function filled(figures = 3): Promise<Storage> {
  const storage = await open();
  for (let n = 0; n < figures; n += 1) {
    await commit(storage, [figure({ value: String(1000 + n), reason: n === 0 ? null : "更正" })], {
      audit: AUDIT,
    });
  }
  const { id } = await made(storage);
  await write(storage, sessionOf(id, "s1"));
  return storage;
}

async function fault(work: Promise<unknown>): Promise<BackupFault> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof BackupRefused) return error.fault;
  throw new Error("not refused", { cause: error });
}

const restore = (backup: Backup, over: { replace?: boolean; to?: string } = {}) =>
  restoreBackup({ backup, to: database, replace: true, now, audit: AUDIT, ...over });

describe("a backup", () => {
  test("holds what was committed, says so, and is its owner's alone", async () => {
    const storage = await filled(3);
    const whole = await makeBackup(database, join(folder, "b.db"), now);
    expect(whole).toMatchObject({
      at: AT,
      seq: 3,
      last: { kind: "observations", committedAt: AT },
      schema: storage.schemaVersion,
    });
    const audit = await storage.verifyAudit();
    expect(whole.audit).toEqual(audit.ok ? { rows: audit.rows, head: audit.head } : null);
    expect(whole.size).toBe(statSync(whole.path).size);
    expect(statSync(whole.path).mode & 0o777).toBe(0o600);
    expect(await examine(whole.path)).toEqual(whole);
    expect(await storage.meta.get("last_backup_at")).toBe(AT);
    expect(readdirSync(folder).filter((name) => name.startsWith("b.db"))).toEqual(["b.db"]);
  });

  test("is one point of the log while another process commits without pause", async () => {
    await close(await filled());
    const child = spawn(process.execPath, [WRITER, `file:${database}`, "371400", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    let acknowledged = 0;
    const lines = createInterface({ input: child.stdout });
    const first = new Promise((resolve) => lines.once("line", resolve));
    lines.on("line", (line) => (acknowledged = Number(line.split(" ")[0])));
    try {
      await first;
      for (let n = 0; n < 5; n += 1) {
        const before = acknowledged;
        const { seq } = await makeBackup(database, join(folder, `b${n}.db`), now);
        expect(seq).toBeGreaterThanOrEqual(before);
        await expect.poll(() => acknowledged).toBeGreaterThan(before);
      }
    } finally {
      child.kill("SIGKILL");
      await ended;
    }
  });

  test("does not take the place of another, nor is made of nothing", async () => {
    await filled();
    const whole = await makeBackup(database, join(folder, "b.db"), now);
    expect(await fault(makeBackup(database, whole.path, now))).toMatchObject({ kind: "exists" });
    expect(await fault(makeBackup(join(folder, "none.db"), `${folder}/c.db`, now))).toMatchObject({
      kind: "not_found",
    });
    expect(existsSync(join(folder, "c.db"))).toBe(false);
  });

  test("is not made of a database that is damaged", async () => {
    const storage = await filled();
    await close(storage);
    const bytes = readFileSync(database);
    bytes.fill(0x5a, 4096 * 3, 4096 * 9);
    writeFileSync(database, bytes);
    expect(await fault(makeBackup(database, join(folder, "b.db"), now))).toMatchObject({
      kind: "damaged",
    });
    expect(readdirSync(folder).filter((name) => name.startsWith("b.db"))).toEqual([]);
  });

  const harmed: readonly (readonly [string, string, BackupFault["kind"]])[] = [
    [
      "a change of the log",
      "delete from observation where seq = 2; delete from change_log where seq = 2",
      "log_broken",
    ],
    [
      "a row of the audit log",
      "drop trigger audit_no_update; update audit set actor_name = '李四' where n = 2",
      "audit_broken",
    ],
    [
      "the end of the audit log",
      "drop trigger audit_no_delete; delete from audit where n = 3",
      "audit_broken",
    ],
    [
      "a reference",
      "pragma foreign_keys = off; update observation set seq = 99 where seq = 3",
      "damaged",
    ],
    ["the schema's number", "insert into migration values (99, 'later', '2099')", "too_new"],
    ["the tables", "drop table migration", "foreign"],
  ];
  test.each(harmed)("in which somebody changed %s is found out", async (_what, statement, kind) => {
    const storage = await filled();
    const head = (await storage.readAudit({ limit: 1 }))[0]?.hash;
    const whole = await makeBackup(database, join(folder, "b.db"), now);
    const outside = new DatabaseSync(whole.path);
    outside.exec(statement);
    outside.close();
    expect(await fault(examine(whole.path, head))).toMatchObject({ kind });
  });

  test("that was cut off, or is no database, is found out", async () => {
    await filled();
    const whole = await makeBackup(database, join(folder, "b.db"), now);
    const bytes = readFileSync(whole.path);
    writeFileSync(whole.path, bytes.subarray(0, bytes.length - 4096 * 5));
    expect(await fault(examine(whole.path))).toMatchObject({ kind: "damaged" });
    writeFileSync(whole.path, "这不是数据库");
    expect(await fault(examine(whole.path))).toMatchObject({ kind: "damaged" });
  });
});

describe("a folder of backups", () => {
  const days = ["2026-11-20", "2026-11-21", "2026-11-22"];
  const at = (day: string) => () => new Date(`${day}T04:00:00.000Z`);

  async function threeDays(): Promise<string> {
    const storage = await filled(1);
    for (const [n, day] of days.entries()) {
      await commit(storage, [figure({ value: String(n), reason: "更正" })]);
      await makeBackup(database, `${folder}/backups/`, at(day));
    }
    return join(folder, "backups");
  }

  test("gives the last one at or before a point, passing over what is damaged", async () => {
    const backups = await threeDays();
    const passed: BackupFault[] = [];
    const find = (to: string | null) => backupAt(backups, to, (why) => passed.push(why));
    expect((await find(null)).seq).toBe(4);
    expect((await find("2026-11-21T04:00:00.000Z")).seq).toBe(3);
    expect((await find("2026-11-21T03:59:59.999Z")).seq).toBe(2);
    expect(await fault(find("2026-11-20T00:00:00.000Z"))).toMatchObject({ kind: "none_before" });
    expect(passed).toEqual([]);
    writeFileSync(join(backups, "diaodu-20261121T040000Z.db"), "cut");
    expect((await find("2026-11-22T00:00:00.000Z")).seq).toBe(2);
    expect(passed).toMatchObject([{ kind: "damaged" }]);
    const listed = [];
    for await (const one of listBackups(backups)) listed.push(one.ok ? one.backup.seq : "damaged");
    expect(listed).toEqual([4, "damaged", 2]);
  });

  test("keeps the last good one however few are to be kept, and nobody else's files", async () => {
    const backups = await threeDays();
    writeFileSync(join(backups, "notes.txt"), "");
    const newest = await backupAt(backups, null, () => {});
    expect(rotate(backups, newest, 2, now())).toHaveLength(1);
    expect(rotate(backups, newest, 0, now())).toHaveLength(1);
    expect(readdirSync(backups).sort()).toEqual(["diaodu-20261122T040000Z.db", "notes.txt"]);
  });
});

describe("restoring", () => {
  test("puts back the point under another id, with everybody signed out and a row of audit", async () => {
    const storage = await filled(3);
    const backup = await makeBackup(database, join(folder, "b.db"), now);
    const before = storage.databaseId;
    await commit(storage, [figure({ value: "9", reason: "更正" })]);
    await close(storage);
    const { databaseId, sessions, aside } = await restore(backup);
    expect(sessions).toBe(1);
    const back = await open();
    expect(back.databaseId).toBe(databaseId);
    expect(databaseId).not.toBe(before);
    expect(await back.headSeq()).toBe(3);
    expect(await back.sessions({ now: AT })).toEqual([]);
    expect(await back.verifyAudit(backup.audit?.head)).toMatchObject({ ok: true, rows: 5 });
    expect(await back.meta.get("backed_up_at")).toBeNull();
    expect(statSync(database).mode & 0o777).toBe(0o600);
    expect((await commit(back, [figure({ value: "10", reason: "更正" })])).seq).toBe(4);
    const old = await open(aside ?? "");
    expect(old.databaseId).toBe(before);
    expect(await old.headSeq()).toBe(4);
  });

  test("is refused while a process has the database open, and touches nothing", async () => {
    const storage = await filled();
    const backup = await makeBackup(database, join(folder, "b.db"), now);
    expect(await fault(restore(backup))).toMatchObject({ kind: "in_use" });
    expect((await commit(storage, [figure({ value: "9", reason: "更正" })])).seq).toBe(4);
    expect(readdirSync(folder).sort()).toEqual([
      "b.db",
      "diaodu.db",
      "diaodu.db-shm",
      "diaodu.db-wal",
    ]);
  });

  test("is refused where data are, unless they are to be replaced", async () => {
    await close(await filled());
    const backup = await makeBackup(database, join(folder, "b.db"), now);
    expect(await fault(restore(backup, { replace: false }))).toMatchObject({ kind: "occupied" });
    const to = join(folder, "elsewhere", "diaodu.db");
    expect(await restore(backup, { replace: false, to })).toMatchObject({ aside: null });
    expect(await (await open(to)).headSeq()).toBe(3);
  });

  test("puts a database aside that nothing can read any more, with all its files", async () => {
    await close(await filled());
    const backup = await makeBackup(database, join(folder, "b.db"), now);
    writeFileSync(database, "ruined");
    writeFileSync(`${database}-wal`, "ruined too");
    const { aside } = await restore(backup);
    expect(readFileSync(aside ?? "", "utf8")).toBe("ruined");
    expect(readFileSync(`${aside ?? ""}-wal`, "utf8")).toBe("ruined too");
    expect(await (await open()).headSeq()).toBe(3);
  });

  test("of a file that changed since it was read leaves everything as it was", async () => {
    await close(await filled());
    const backup = await makeBackup(database, join(folder, "b.db"), now);
    const before = readFileSync(database);
    appendFileSync(backup.path, "x".repeat(4096));
    writeFileSync(backup.path, readFileSync(backup.path).fill(0, 4096 * 2, 4096 * 6));
    expect(await fault(restore(backup))).toMatchObject({ kind: "damaged" });
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(["b.db", "diaodu.db"]);
  });

  test("brings a copy that a file manager made, with its WAL, to where it was", async () => {
    const storage = await filled();
    const copied = join(folder, "copied");
    mkdirSync(copied);
    for (const end of ["", "-wal"]) copyFileSync(database + end, join(copied, `diaodu.db${end}`));
    await close(storage);
    const backup = await makeBackup(join(copied, "diaodu.db"), join(folder, "b.db"), now);
    expect(backup.seq).toBe(3);
  });
});
