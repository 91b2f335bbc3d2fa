import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { Kysely, sql } from "kysely";
import type { Schema } from "../schema.ts";
import type { Engine } from "./engine.ts";
import { newMark } from "./mark.ts";
import { NodeSqliteDialect, withPatience } from "./node-sqlite.ts";

/** How long to wait while another process opens or recovers the file, in milliseconds. */
const BUSY_TIMEOUT = 5000;
/** How long a write waits for a writer of another connection, in milliseconds. */
const LOCK_TIMEOUT = 10_000;

/**
 * Two connections to one file: one writes, one reads. A reader on the writer's connection would
 * see rows that are not committed yet.
 *
 * @param url `file:/absolute/path.db`, `file:relative.db` or `file:///absolute/path.db`
 */
export function openSqlite(url: string, lockMs = LOCK_TIMEOUT): Engine {
  const path = sqlitePath(url);
  mkdirSync(dirname(path), { recursive: true });
  const writer = connect(path);
  const reader = connect(path);
  // From here on the driver waits for other writers by itself, without holding up this process.
  writer.exec("pragma busy_timeout = 0");
  reader.exec("pragma query_only = on; pragma cache_size = -32768");
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(writer) });
  const reads = new Kysely<Schema>({ dialect: new NodeSqliteDialect(reader) });

  return {
    kind: "sqlite",
    reads,
    write: (work) => withPatience(lockMs, () => db.transaction().execute(work)),
    // `begin immediate` already made this transaction the only writer of the file.
    takeLogTurn: async () => ({ mark: newMark(), appended: () => {} }),
    takeAuditTurn: async () => {},
    takeSchemaTurn: async () => {},
    announcement: sql`null`,
    jsonRows: "jsonb_each(?) as e",
    rowLock: "",
    columns: { code: sql`text`, whole: sql`integer`, bytes: sql`blob` },
    clustered: sql`without rowid`,
    refreshStatistics: async () => {
      await sql`pragma analysis_limit = 1000`.execute(db);
      await sql`analyze`.execute(db);
    },
    // A file has no way to call another process: polling notices what others wrote.
    listen: () => async () => {},
    pool: () => null,
    close: async () => {
      await reads.destroy();
      await db.destroy();
      for (const connection of [reader, writer]) if (connection.isOpen) connection.close();
    },
  };
}

/** The file that a `file:` url names. */
export function sqlitePath(url: string): string {
  return url.startsWith("file://") ? fileURLToPath(url) : url.slice("file:".length);
}

function connect(path: string): DatabaseSync {
  const database = new DatabaseSync(path, {
    timeout: BUSY_TIMEOUT,
    enableForeignKeyConstraints: true,
  });
  try {
    turnOnWal(database);
    // FULL: the log is synced at every commit, so an acknowledged write survives a power cut.
    database.exec("pragma synchronous = full");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The change to WAL does not wait for busy_timeout when two processes make one file at once. */
function turnOnWal(database: DatabaseSync): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      database.exec("pragma journal_mode = wal");
      return;
    } catch (error) {
      if (attempt === 50) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}
