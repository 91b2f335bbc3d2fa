import {
  chmodSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { LAST_BACKUP_AT } from "../meta.ts";
import { type Backup, examine } from "./examine.ts";
import { BackupRefused } from "./refused.ts";
import { BACKED_UP_AT, stampOf, syncFile, syncFolderOf } from "./stamp.ts";

/**
 * All pages in one step. A step is one read of the database as it stood at its beginning, which in
 * WAL holds up no writer; between two steps somebody else's commit would start the copy over, and
 * where commits are frequent it would never end.
 */
const ALL_PAGES = 2 ** 31 - 1;
/** How long a commit that notes the backup waits for other writers, in milliseconds. */
const PATIENCE = 10_000;

/** Ending of a file that is not a backup yet; whatever has it may be removed. */
export const UNFINISHED = ".unfinished";

/** The name of a backup in a folder of backups. */
function backupName(instant: string): string {
  return `diaodu-${stampOf(instant)}.db`;
}

/**
 * Copies an embedded database while others write to it, and proves the copy whole before it gets
 * its name: there is a whole backup under `to`, or none.
 *
 * @param from the database's path
 * @param to a path, where nothing is yet, or a folder: then it is named for its time
 * @throws BackupRefused; the errors of the file system
 */
export async function makeBackup(from: string, to: string, now: () => Date): Promise<Backup> {
  if (!existsSync(from)) throw new BackupRefused({ kind: "not_found", path: from });
  const at = now().toISOString();
  const path = isFolder(to) ? join(to, backupName(at)) : to;
  if (existsSync(path)) throw new BackupRefused({ kind: "exists", path });
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}${UNFINISHED}`;
  try {
    // Made beforehand, so that nobody else may read it for a moment: it holds everything.
    writeFileSync(unfinished, "", { mode: 0o600 });
    await copyDatabase(from, unfinished);
    seal(unfinished, at);
    const made = await examine(unfinished);
    renameSync(unfinished, path);
    syncFolderOf(path);
    noteBackup(from, at);
    return { ...made, path };
  } finally {
    rmSync(unfinished, { force: true });
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) ? statSync(path).isDirectory() : /[/\\]$/u.test(path);
}

/** Copies a database as it stands, with what is only in its WAL yet, to a file of its own. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  // A connection of its own: the copy holds it for as long as it takes.
  const source = new DatabaseSync(from, { readOnly: true, timeout: PATIENCE });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } catch (error) {
    if (error instanceof Error && /malformed|not a database/iu.test(error.message)) {
      throw new BackupRefused({ kind: "damaged", path: from, words: error.message });
    }
    throw error;
  } finally {
    source.close();
  }
}

/** Writes the time into the copy, and makes it one file that is on the disk. */
function seal(path: string, at: string): void {
  const copy = new DatabaseSync(path);
  try {
    // It is copied as a database in WAL: that would need two more files to be read.
    copy.exec("pragma journal_mode = delete; pragma synchronous = full");
    copy.prepare("insert or replace into meta (key, value) values (?, ?)").run(BACKED_UP_AT, at);
  } finally {
    copy.close();
  }
  chmodSync(path, 0o600);
  syncFile(path);
}

/** Lets the database itself know, for who watches over its backups. */
function noteBackup(path: string, at: string): void {
  const database = new DatabaseSync(path, { timeout: PATIENCE });
  try {
    database.exec("pragma synchronous = full");
    database
      .prepare("insert or replace into meta (key, value) values (?, ?)")
      .run(LAST_BACKUP_AT, at);
  } finally {
    database.close();
  }
}

/** Moves a whole file to its place, over what is there. */
export function putInPlace(from: string, to: string): void {
  syncFile(from);
  renameSync(from, to);
  syncFolderOf(to);
}
