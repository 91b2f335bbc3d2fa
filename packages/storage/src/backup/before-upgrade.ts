import { chmodSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { SCHEMA_VERSION } from "../migrations/migrate.ts";
import { copyDatabase } from "./make.ts";
import { syncFile, syncFolderOf } from "./stamp.ts";

/**
 * Keeps an embedded database of an older schema as it is, before it is brought forward: whoever
 * regrets the upgrade has the file that the older program reads, `diaodu.db.schema-3.bak`. Nothing
 * is kept of a new database or one of this schema.
 *
 * @returns where it is kept; null where nothing was
 * @throws the errors of SQLite and the file system: without it there is no upgrade
 */
export async function keepBeforeUpgrade(path: string): Promise<string | null> {
  const found = schemaOf(path);
  if (found === null || found >= SCHEMA_VERSION) return null;
  const kept = `${path}.schema-${found}.bak`;
  // Several processes may start on it together: each has a folder of its own to copy to.
  const folder = mkdtempSync(`${path}.upgrading-`);
  const unfinished = join(folder, "copy.db");
  try {
    await copyDatabase(path, unfinished);
    const copy = new DatabaseSync(unfinished);
    copy.exec("pragma journal_mode = delete");
    copy.close();
    // Another process that started too may have brought it forward while we read.
    if (schemaOf(unfinished) !== found) return null;
    chmodSync(unfinished, 0o600);
    syncFile(unfinished);
    renameSync(unfinished, kept);
    syncFolderOf(kept);
    return kept;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Null for no database yet, or none of ours. */
function schemaOf(path: string): number | null {
  if (!existsSync(path)) return null;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    const table = database.prepare("select 1 from sqlite_schema where name = 'migration'").get();
    if (table === undefined) return null;
    const version = database.prepare("select max(version) as version from migration").get();
    return version?.["version"] === null ? null : Number(version?.["version"]);
  } finally {
    database.close();
  }
}
