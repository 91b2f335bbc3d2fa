import { CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Schema } from "../schema.ts";
import type { Engine } from "./engine.ts";
import { newMark } from "./mark.ts";
import { listenTo } from "./postgres-listener.ts";

/** Advisory locks of this product; any two numbers that do not change. */
const LOG_TURN = 7_384_201;
const SCHEMA_TURN = 7_384_202;
const AUDIT_TURN = 7_384_203;
const CHANNEL = "diaodu_change";
/** Two writers met: the transaction is to be run again. unique, serialization, deadlock. */
const MET = new Set(["23505", "40001", "40P01"]);
const ATTEMPTS = 10;
const INT8 = 20;

/**
 * A pool of connections to PostgreSQL 13 or later.
 *
 * @param url `postgres://user@host:5432/database`, or with `?host=/folder` for a Unix socket
 */
export function openPostgres(url: string): Engine {
  const client = { connectionString: url, application_name: "diaodu", keepAlive: true };
  const pool = new pg.Pool({
    ...client,
    types: { getTypeParser },
    max: 10,
    connectionTimeoutMillis: 5000,
    // A writer that hangs must not keep the turn of the log from the others.
    idle_in_transaction_session_timeout: 15_000,
    lock_timeout: 15_000,
  });
  // An idle connection that breaks is replaced by the pool; unheard, its error would end the process.
  pool.on("error", () => {});
  // The same for one in use: its query fails with the same error, and that one is heard.
  pool.on("connect", (connected) => connected.on("error", () => {}));
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({
      pool,
      onCreateConnection: async (connection) => {
        // A server set to answer before the disk has the commit would break our promise.
        await connection.executeQuery(
          CompiledQuery.raw(
            "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') in ('off', 'local')",
          ),
        );
      },
    }),
  });

  return {
    kind: "postgres",
    reads: db,
    write: async (work) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          // Stated, for a server's default may be another: see SPEC.md [L11].
          return await db.transaction().setIsolationLevel("read committed").execute(work);
        } catch (error) {
          if (attempt === ATTEMPTS || !met(error)) throw error;
        }
      }
    },
    takeLogTurn: async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(LOG_TURN)})`.execute(tx);
      return newMark();
    },
    takeAuditTurn: async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(AUDIT_TURN)})`.execute(tx);
    },
    takeSchemaTurn: async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(SCHEMA_TURN)})`.execute(tx);
    },
    announcement: sql`pg_notify(${sql.lit(CHANNEL)}, cast(seq as text))`,
    jsonRows: "jsonb_array_elements($1::jsonb) as e(value)",
    rowLock: "for update of c",
    columns: { code: sql`text collate "C"`, whole: sql`bigint`, bytes: sql`bytea` },
    clustered: sql``,
    refreshStatistics: async () => {
      await sql`analyze observation, observation_current`.execute(db);
    },
    listen: (wake) => listenTo(client, CHANNEL, (payload) => wake(Number(payload))),
    pool: () => ({
      inUse: pool.totalCount - pool.idleCount,
      waiting: pool.waitingCount,
      max: pool.options.max,
    }),
    close: () => db.destroy(),
  };
}

function met(error: unknown): boolean {
  return error instanceof pg.DatabaseError && MET.has(error.code ?? "");
}

/** `bigint` as a number: every one of ours is a seq, a year, a count, far below 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") => {
  if (oid === INT8) return Number;
  // The driver asks for whatever oid a column has; its type names only the built-in ones.
  const parsers: { getTypeParser(oid: number, format?: string): (text: string) => unknown } =
    pg.types;
  return parsers.getTypeParser(oid, format);
};
