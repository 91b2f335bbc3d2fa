import { createHash } from "node:crypto";
import { createReadStream, existsSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { verifyAudit } from "../audit/verify.ts";
import { NodeSqliteDialect } from "../engine/node-sqlite.ts";
import { readMeta } from "../meta.ts";
import { SCHEMA_VERSION } from "../migrations/migrate.ts";
import type { Schema } from "../schema.ts";
import { checkLog, type LogVerdict } from "./check-log.ts";
import { BackupRefused } from "./refused.ts";
import { BACKED_UP_AT } from "./stamp.ts";

/** A backup that was found whole. */
export interface Backup {
  readonly path: string;
  /** It holds all that was committed until then; ISO 8601 UTC. */
  readonly at: string;
  readonly seq: number;
  readonly last: LogVerdict["last"];
  /** The audit log's rows and the hash it ends with; null of schema 1, which had none. */
  readonly audit: { readonly rows: number; readonly head: string } | null;
  readonly schema: number;
  /** Hexadecimal, over the file's bytes. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** Schemas before this one have no audit log. */
const AUDITED_SINCE = 2;

/**
 * Reads a backup from end to end: its pages, what refers to what, the log without holes, the chain
 * of the audit log. Changes nothing. It blocks the process while SQLite reads: a server does it in another.
 *
 * @param expectedHead hash of the audit log noted elsewhere, that must stand in the chain
 * @throws BackupRefused
 */
export async function examine(path: string, expectedHead?: string): Promise<Backup> {
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new BackupRefused({ kind: "not_found", path });
  }
  const found = await withDatabase(path, async (database, db) => {
    checkPages(path, database);
    const schema = schemaOf(path, database);
    const log = await checkLog(db);
    if (!log.ok) throw new BackupRefused({ kind: "log_broken", path });
    const audit = schema < AUDITED_SINCE ? null : await verifyAudit(db, expectedHead);
    if (audit !== null && !audit.ok) {
      throw new BackupRefused({ kind: "audit_broken", path, verdict: audit });
    }
    // A copy that somebody else made has no time of its own: it goes as far as its last commit.
    const at = (await readMeta(db, BACKED_UP_AT)) ?? log.last?.committedAt;
    return {
      at: at ?? statSync(path).mtime.toISOString(),
      seq: log.seq,
      last: log.last,
      audit: audit === null ? null : { rows: audit.rows, head: audit.head },
      schema,
    };
  });
  const { size } = statSync(path);
  return { path, ...found, size, sha256: await sha256Of(path) };
}

async function withDatabase<T>(
  path: string,
  work: (database: DatabaseSync, db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    database.exec("pragma query_only = on; pragma cell_size_check = on");
    return await work(database, new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) }));
  } catch (error) {
    if (error instanceof BackupRefused) throw error;
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ERR_SQLITE_ERROR") {
      throw error;
    }
    throw new BackupRefused({ kind: "damaged", path, words: error.message });
  } finally {
    database?.close();
  }
}

function checkPages(path: string, database: DatabaseSync): void {
  const pages = database.prepare("pragma integrity_check(1)").get()?.["integrity_check"];
  if (pages !== "ok") throw new BackupRefused({ kind: "damaged", path, words: String(pages) });
  const loose = database.prepare("pragma foreign_key_check").get();
  if (loose !== undefined) {
    const words = `${String(loose["table"])} refers to nothing`;
    throw new BackupRefused({ kind: "damaged", path, words });
  }
}

function schemaOf(path: string, database: DatabaseSync): number {
  const table = database
    .prepare("select count(*) as n from sqlite_schema where name in ('migration', 'change_log')")
    .get();
  if (table?.["n"] !== 2) throw new BackupRefused({ kind: "foreign", path });
  const found = Number(
    database.prepare("select max(version) as version from migration").get()?.["version"],
  );
  if (found <= SCHEMA_VERSION) return found;
  throw new BackupRefused({ kind: "too_new", path, found, known: SCHEMA_VERSION });
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
