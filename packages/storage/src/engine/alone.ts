import { DatabaseSync } from "node:sqlite";

const BUSY = 5;

/**
 * Opens an embedded database for this process alone; null where another one has it open, at rest or
 * not: in WAL each connection keeps a lock on the file. Who opens it meanwhile finds it locked. The
 * lock ends with the connection, or with the process, however that ends.
 *
 * @param patience how long a command that has the file open for a moment is waited for, milliseconds
 */
export function openAlone(path: string, patience: number): DatabaseSync | null {
  const database = new DatabaseSync(path, { timeout: patience });
  try {
    // Said before the first read: who opens a WAL so cannot share it, and keeps it from all others.
    database.exec("pragma locking_mode = exclusive; pragma synchronous = full");
    database.exec("begin exclusive; commit");
    return database;
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    "errcode" in error &&
    typeof error.errcode === "number" &&
    (error.errcode & 0xff) === BUSY
  );
}
