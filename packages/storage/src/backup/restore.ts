import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { AuditEntry } from "../audit/audit.ts";
import { openAlone } from "../engine/alone.ts";
import { openStorage } from "../open.ts";
import { type Backup, examine } from "./examine.ts";
import { putInPlace } from "./make.ts";
import { BackupRefused } from "./refused.ts";
import { stampOf } from "./stamp.ts";

export interface Restoring {
  readonly backup: Backup;
  /** Path of the database that the backup becomes. */
  readonly to: string;
  /** Puts a database that is there aside, under a dated name. */
  readonly replace: boolean;
  readonly expectedHead?: string | undefined;
  readonly now: () => Date;
  readonly newId?: (() => string) | undefined;
  /** What the audit log of the restored database says of it. */
  readonly audit: AuditEntry;
}

export interface Restored {
  readonly databaseId: string;
  /** Sessions that were in force in the backup. */
  readonly sessions: number;
  /** Where the database that was there is now; null where there was none. */
  readonly aside: string | null;
}

/** How long a command that has the database open for a moment is waited for, in milliseconds. */
const PATIENCE = 2000;

/**
 * Makes a backup the database. A copy of it is brought to this program's schema and begins another
 * history before it takes the place, so that whatever fails leaves what was there.
 *
 * @throws BackupRefused, StorageUnavailable; the errors of the file system
 */
export async function restoreBackup(o: Restoring): Promise<Restored> {
  const { to } = o;
  const there = existsSync(to);
  if (there && !o.replace) throw new BackupRefused({ kind: "occupied", path: to });
  mkdirSync(dirname(to), { recursive: true });
  const coming = `${to}.restoring`;
  const old = there ? takeAlone(to) : null;
  try {
    removeDatabase(coming);
    copyFileSync(o.backup.path, coming);
    chmodSync(coming, 0o600);
    // What was read is not what is copied, if somebody exchanged the file meanwhile: read again.
    await examine(coming, o.expectedHead);
    const begun = await begin(coming, o);
    const aside = there ? putAside(to, old, o.now()) : null;
    if (!there) putRemainsAside(to, o.now());
    giveToOwner(coming, dirname(to));
    putInPlace(coming, to);
    return { ...begun, aside };
  } finally {
    if (old?.isOpen === true) old.close();
    removeDatabase(coming);
  }
}

async function begin(path: string, o: Restoring): Promise<Omit<Restored, "aside">> {
  const { now, newId } = o;
  const storage = await openStorage({ url: `file:${path}`, now, newId, keepOld: false });
  let begun: Omit<Restored, "aside">;
  try {
    begun = await storage.beginAnew(o.audit);
  } finally {
    await storage.close();
  }
  const file = new DatabaseSync(path);
  file.exec("pragma journal_mode = delete");
  file.close();
  return begun;
}

/** Null for what is so damaged that nobody can be working with it. @throws BackupRefused */
function takeAlone(path: string): DatabaseSync | null {
  // Of a file without its beginning SQLite would throw the WAL away.
  if (!hasHeader(path)) return null;
  let old: DatabaseSync | null;
  try {
    old = openAlone(path, PATIENCE);
  } catch {
    return null;
  }
  if (old === null) throw new BackupRefused({ kind: "in_use", path });
  return old;
}

/** https://www.sqlite.org/fileformat2.html, 1.3: the first 16 of 100 bytes. */
function hasHeader(path: string): boolean {
  const head = Buffer.alloc(16);
  const file = openSync(path, "r");
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString("latin1") === "SQLite format 3\0";
}

/** Gives the old database its other name while it is locked, so that no server starts on it. */
function putAside(path: string, old: DatabaseSync | null, now: Date): string {
  const aside = freeName(`${path}.replaced-${stampOf(now.toISOString())}`);
  try {
    // With its last commits in the one file.
    old?.exec("pragma journal_mode = delete");
  } catch {
    // Too damaged for that: its WAL goes along below.
  }
  for (const ending of ["-wal", "-shm"]) {
    if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  }
  try {
    // It keeps its name too, until the restored one takes it: nobody finds the place empty.
    linkSync(path, aside);
  } catch {
    // A file system without second names.
    renameSync(path, aside);
  }
  return aside;
}

/** Another number where two restores fall into one second: the first put the very data aside. */
function freeName(wanted: string): string {
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? wanted : `${wanted}-${n}`;
    if (!["", "-wal", "-shm", "-journal"].some((ending) => existsSync(name + ending))) return name;
  }
}

/** What another database left under this name: SQLite would take it for the restored one's last commits. */
function putRemainsAside(path: string, now: Date): void {
  const aside = freeName(`${path}.replaced-${stampOf(now.toISOString())}`);
  for (const ending of ["-wal", "-shm", "-journal"]) {
    if (existsSync(path + ending)) renameSync(path + ending, aside + ending);
  }
}

/** Who restores as root must not leave a file that the service cannot open. */
function giveToOwner(path: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
}

function removeDatabase(path: string): void {
  for (const ending of ["", "-wal", "-shm", "-journal"]) rmSync(path + ending, { force: true });
}
