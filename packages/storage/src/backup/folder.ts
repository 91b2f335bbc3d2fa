import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Backup, examine } from "./examine.ts";
import { UNFINISHED } from "./make.ts";
import { type BackupFault, BackupRefused } from "./refused.ts";

/** A file of a folder of backups, and what reading it found. */
export type ListedBackup =
  | { readonly ok: true; readonly backup: Backup }
  | { readonly ok: false; readonly path: string; readonly fault: BackupFault };

const NAME = /^diaodu-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/u;
/** Of a copy that is not whole yet: the file, and what SQLite keeps beside it. */
const UNFINISHED_NAME = new RegExp(`\\${UNFINISHED}(?:-(?:journal|wal|shm))?$`, "u");
/** An unfinished file this old is nobody's any more. */
const ABANDONED_MS = 24 * 60 * 60_000;

/** Paths of the folder's backups by their names, the newest first. @throws BackupRefused */
function backupFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new BackupRefused({ kind: "not_found", path: folder });
  return readdirSync(folder)
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/**
 * The instant of the folder's newest backup by its name, without reading it; null where there is
 * none. Only a whole backup ever got such a name.
 *
 * @returns ISO 8601 UTC, to the second
 * @throws BackupRefused where there is no such folder
 */
export function lastBackupIn(folder: string): string | null {
  const newest = backupFiles(folder)[0];
  if (newest === undefined) return null;
  return basename(newest).replace(NAME, "$1-$2-$3T$4:$5:$6Z");
}

/** Reads every backup of a folder from end to end, the newest first. */
export async function* listBackups(folder: string): AsyncGenerator<ListedBackup> {
  for (const path of backupFiles(folder)) yield await listed(path);
}

async function listed(path: string): Promise<ListedBackup> {
  try {
    return { ok: true, backup: await examine(path) };
  } catch (error) {
    if (error instanceof BackupRefused) return { ok: false, path, fault: error.fault };
    throw error;
  }
}

/**
 * The last whole backup that was made at or before `to`; the last of all for null. Damaged ones are
 * passed over.
 *
 * @param to ISO 8601 UTC
 * @param passedOver told of each that was not whole
 * @throws BackupRefused where there is none
 */
export async function backupAt(
  folder: string,
  to: string | null,
  passedOver: (fault: BackupFault) => void,
): Promise<Backup> {
  for await (const one of listBackups(folder)) {
    if (!one.ok) passedOver(one.fault);
    else if (to === null || one.backup.at <= to) return one.backup;
  }
  throw new BackupRefused({ kind: "none_before", folder, to });
}

/**
 * Removes the oldest backups beyond `keep`, once the newest was proved whole: the last good one
 * always stays. What an ended process left unfinished goes too.
 *
 * @param keep 1 or more
 * @returns the paths of what was removed
 */
export function rotate(folder: string, newest: Backup, keep: number, now: Date): string[] {
  const old = backupFiles(folder)
    .filter((path) => path !== newest.path)
    .slice(Math.max(0, keep - 1));
  const abandoned = readdirSync(folder)
    .filter((name) => UNFINISHED_NAME.test(name))
    .map((name) => join(folder, name))
    .filter((path) => now.getTime() - statSync(path).mtimeMs > ABANDONED_MS);
  for (const path of [...old, ...abandoned]) rmSync(path, { force: true });
  return old;
}
