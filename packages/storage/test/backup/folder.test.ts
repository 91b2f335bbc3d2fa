import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { backupAt, type BackupFault, listBackups, makeBackup, rotate } from "../../src/index.ts";
import { commit, figure, now } from "../contract/figures.ts";
import { cityOfEachTest, fault } from "./city.ts";

const city = cityOfEachTest();

describe("a folder of backups", () => {
  const days = ["2026-11-20", "2026-11-21", "2026-11-22"];
  const at = (day: string) => () => new Date(`${day}T04:00:00.000Z`);

  async function threeDays(): Promise<string> {
    const storage = await city.filled(1);
    for (const [n, day] of days.entries()) {
      await commit(storage, [figure({ value: String(n), reason: "更正" })]);
      await makeBackup(city.database, `${city.folder}/backups/`, at(day));
    }
    return join(city.folder, "backups");
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
