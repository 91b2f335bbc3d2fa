import { Kysely, PostgresDialect, sql } from "kysely";
import type { Schema } from "../schema.ts";
import type { Engine } from "./engine.ts";
import { readAddress } from "./postgres/address.ts";
import { listenTo } from "./postgres/listener.ts";
import { readPool, writePool } from "./postgres/loans.ts";
import { seekPrimary } from "./postgres/primary.ts";
import { DEFAULT_SETTINGS, type PostgresSettings } from "./postgres/settings.ts";
import { transactionsOn } from "./postgres/transaction.ts";

/** Advisory locks of this product; any two numbers that do not change. */
const LOG_TURN = 7_384_201;
const SCHEMA_TURN = 7_384_202;
const AUDIT_TURN = 7_384_203;
const CHANNEL = "diaodu_change";

/**
 * Connections to PostgreSQL 13 or later: to whichever of the named servers takes writes.
 *
 * @param url `postgres://user@host:5432,other:5432/database?sslmode=verify-full`; with
 *   `?host=/folder` for a Unix socket
 * @throws RangeError, in Chinese, for a URL that cannot be meant
 */
export function openPostgres(url: string, own: Partial<PostgresSettings> = {}): Engine {
  const settings = { ...DEFAULT_SETTINGS, ...own };
  const primary = seekPrimary(readAddress(url), settings);
  const reads = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: readPool(primary) }) });
  const writes = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: writePool(primary, settings.patienceMs) }),
  });
  const transactions = transactionsOn(writes, primary, settings.patienceMs);

  return {
    kind: "postgres",
    reads,
    write: (work) => transactions.write(work),
    takeLogTurn: (tx) => transactions.takeLogTurn(tx, LOG_TURN),
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
      await sql`analyze observation, observation_current`.execute(writes);
    },
    listen: (wake, missed) =>
      listenTo(primary, CHANNEL, { heard: (payload) => wake(Number(payload)), missed }),
    pool: () => primary.use(),
    close: async () => {
      await reads.destroy();
      await writes.destroy();
      await primary.close();
    },
  };
}
