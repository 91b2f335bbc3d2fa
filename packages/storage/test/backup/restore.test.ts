import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Backup, makeBackup, restoreBackup } from "../../src/index.ts";
import { AT, AUDIT, commit, figure, now } from "../contract/figures.ts";
import { cityOfEachTest, fault } from "./city.ts";

const city = cityOfEachTest();
const restore = (backup: Backup, over: { replace?: boolean; to?: string } = {}) =>
  restoreBackup({ backup, to: city.database, replace: true, now, audit: AUDIT, ...over });

describe("restoring", () => {
  test("puts back the point under another id, with everybody signed out and a row of audit", async () => {
    const storage = await city.filled(3);
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    const before = storage.databaseId;
    await commit(storage, [figure({ value: "9", reason: "更正" })]);
    await city.close(storage);
    const { databaseId, sessions, aside } = await restore(backup);
    expect(sessions).toBe(1);
    const back = await city.open();
    expect(back.databaseId).toBe(databaseId);
    expect(databaseId).not.toBe(before);
    expect(await back.headSeq()).toBe(3);
    expect(await back.sessions({ now: AT })).toEqual([]);
    expect(await back.verifyAudit(backup.audit?.head)).toMatchObject({ ok: true, rows: 5 });
    expect(await back.meta.get("backed_up_at")).toBeNull();
    expect(statSync(city.database).mode & 0o777).toBe(0o600);
    expect((await commit(back, [figure({ value: "10", reason: "更正" })])).seq).toBe(4);
    const old = await city.open(aside ?? "");
    expect(old.databaseId).toBe(before);
    expect(await old.headSeq()).toBe(4);
  });

  test("puts aside what another database left under the name, so that it is not taken for its own", async () => {
    await city.close(await city.filled(3));
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    const to = join(city.folder, "moved.db");
    for (const ending of ["-wal", "-journal"]) writeFileSync(to + ending, "of another");
    const { aside } = await restore(backup, { to, replace: false });
    expect(aside).toBeNull();
    const left = readdirSync(city.folder).filter((name) => name.startsWith("moved.db"));
    expect(left.map((name) => name.replace(/replaced-.+Z/u, "replaced")).sort()).toEqual([
      "moved.db",
      "moved.db.replaced-journal",
      "moved.db.replaced-wal",
    ]);
  });

  test("is refused while a process has the database open, and touches nothing", async () => {
    const storage = await city.filled();
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    expect(await fault(restore(backup))).toMatchObject({ kind: "in_use" });
    expect((await commit(storage, [figure({ value: "9", reason: "更正" })])).seq).toBe(4);
    expect(readdirSync(city.folder).sort()).toEqual([
      "b.db",
      "diaodu.db",
      "diaodu.db-shm",
      "diaodu.db-wal",
    ]);
  });

  test("is refused where data are, unless they are to be replaced", async () => {
    await city.close(await city.filled());
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    expect(await fault(restore(backup, { replace: false }))).toMatchObject({ kind: "occupied" });
    const to = join(city.folder, "elsewhere", "diaodu.db");
    expect(await restore(backup, { replace: false, to })).toMatchObject({ aside: null });
    expect(await (await city.open(to)).headSeq()).toBe(3);
  });

  test("keeps what each of two restores in one second put aside", async () => {
    await city.close(await city.filled(4));
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    const later = await city.open();
    await commit(later, [figure({ value: "9", reason: "更正" })]);
    await city.close(later);
    const asides = [(await restore(backup)).aside ?? "", (await restore(backup)).aside ?? ""];
    expect(await (await city.open(asides[0])).headSeq()).toBe(5);
    expect(await (await city.open(asides[1])).headSeq()).toBe(4);
  });

  test("puts a database aside that nothing can read any more, with all its files", async () => {
    await city.close(await city.filled());
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    writeFileSync(city.database, "ruined");
    writeFileSync(`${city.database}-wal`, "ruined too");
    const { aside } = await restore(backup);
    expect(readFileSync(aside ?? "", "utf8")).toBe("ruined");
    expect(readFileSync(`${aside ?? ""}-wal`, "utf8")).toBe("ruined too");
    expect(await (await city.open()).headSeq()).toBe(3);
  });

  test("of a file that changed since it was read leaves everything as it was", async () => {
    await city.close(await city.filled());
    const backup = await makeBackup(city.database, join(city.folder, "b.db"), now);
    const before = readFileSync(city.database);
    appendFileSync(backup.path, "x".repeat(4096));
    writeFileSync(backup.path, readFileSync(backup.path).fill(0, 4096 * 2, 4096 * 6));
    expect(await fault(restore(backup))).toMatchObject({ kind: "damaged" });
    expect(readFileSync(city.database).equals(before)).toBe(true);
    expect(readdirSync(city.folder).sort()).toEqual(["b.db", "diaodu.db"]);
  });

  test("brings a copy that a file manager made, with its WAL, to where it was", async () => {
    const storage = await city.filled();
    const copied = join(city.folder, "copied");
    mkdirSync(copied);
    for (const end of ["", "-wal"])
      copyFileSync(city.database + end, join(copied, `diaodu.db${end}`));
    await city.close(storage);
    const backup = await makeBackup(join(copied, "diaodu.db"), join(city.folder, "b.db"), now);
    expect(backup.seq).toBe(3);
  });
});
