import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type BackupFault, examine, makeBackup } from "../../src/index.ts";
import { AT, now } from "../contract/figures.ts";
import { cityOfEachTest, fault } from "./city.ts";

const WRITER = fileURLToPath(new URL("../writer-process.ts", import.meta.url));
const city = cityOfEachTest();

describe("a backup", () => {
  test("holds what was committed, says so, and is its owner's alone", async () => {
    const storage = await city.filled(3);
    const whole = await makeBackup(city.database, join(city.folder, "b.db"), now);
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
    expect(readdirSync(city.folder).filter((name) => name.startsWith("b.db"))).toEqual(["b.db"]);
  });

  test("is one point of the log while another process commits without pause", async () => {
    await city.close(await city.filled());
    const child = spawn(process.execPath, [WRITER, `file:${city.database}`, "371400", "0"], {
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
        const { seq } = await makeBackup(city.database, join(city.folder, `b${n}.db`), now);
        expect(seq).toBeGreaterThanOrEqual(before);
        await expect.poll(() => acknowledged).toBeGreaterThan(before);
      }
    } finally {
      child.kill("SIGKILL");
      await ended;
    }
  });

  test("does not take the place of another, nor is made of nothing", async () => {
    await city.filled();
    const whole = await makeBackup(city.database, join(city.folder, "b.db"), now);
    expect(await fault(makeBackup(city.database, whole.path, now))).toMatchObject({
      kind: "exists",
    });
    expect(
      await fault(makeBackup(join(city.folder, "none.db"), `${city.folder}/c.db`, now)),
    ).toMatchObject({
      kind: "not_found",
    });
    expect(existsSync(join(city.folder, "c.db"))).toBe(false);
  });

  test("is not made of a database that is damaged", async () => {
    const storage = await city.filled();
    await city.close(storage);
    const bytes = readFileSync(city.database);
    bytes.fill(0x5a, 4096 * 3, 4096 * 9);
    writeFileSync(city.database, bytes);
    expect(await fault(makeBackup(city.database, join(city.folder, "b.db"), now))).toMatchObject({
      kind: "damaged",
    });
    expect(readdirSync(city.folder).filter((name) => name.startsWith("b.db"))).toEqual([]);
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
    const storage = await city.filled();
    const head = (await storage.readAudit({ limit: 1 }))[0]?.hash;
    const whole = await makeBackup(city.database, join(city.folder, "b.db"), now);
    const outside = new DatabaseSync(whole.path);
    outside.exec(statement);
    outside.close();
    expect(await fault(examine(whole.path, head))).toMatchObject({ kind });
  });

  test("that was cut off, or is no database, is found out", async () => {
    await city.filled();
    const whole = await makeBackup(city.database, join(city.folder, "b.db"), now);
    const bytes = readFileSync(whole.path);
    writeFileSync(whole.path, bytes.subarray(0, bytes.length - 4096 * 5));
    expect(await fault(examine(whole.path))).toMatchObject({ kind: "damaged" });
    writeFileSync(whole.path, "这不是数据库");
    expect(await fault(examine(whole.path))).toMatchObject({ kind: "damaged" });
  });
});
