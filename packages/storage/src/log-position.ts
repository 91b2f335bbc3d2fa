import { createHash } from "node:crypto";
import type { ExpressionBuilder } from "kysely";
import type { Change } from "./change.ts";
import { type LogRow, withObservations } from "./change-log.ts";
import type { Engine, Reader } from "./engine/engine.ts";
import { checkLimit } from "./limit.ts";
import { DATABASE_ID, readDatabaseId } from "./meta.ts";
import type { Schema } from "./schema.ts";

/** Where a reader stands in the log: which row of which history it read last. */
export interface LogPosition {
  /** Id of the database. */
  readonly database: string;
  /** 0 before the first row. */
  readonly seq: number;
  /** Tells the row from any other that could stand at its seq; empty for seq 0. */
  readonly mark: string;
}

/** What follows a position. */
export type LogReading =
  | { readonly kind: "continues"; readonly rows: readonly Change[]; readonly at: LogPosition }
  /** The log does not hold the row at the position, or is another one: what was read is void. */
  | { readonly kind: "rewritten" };

/** The position of the last committed row. */
export async function readHead(db: Reader): Promise<LogPosition> {
  const row = await db
    .selectFrom("change_log")
    .select(["seq", "committed_at", "kind", "payload", "mark", databaseId])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { database: await readDatabaseId(db), seq: 0, mark: "" };
  return { database: row.database ?? "", seq: row.seq, mark: markOf(row) };
}

/**
 * At most `limit` rows after `from`, and whether the log still holds the row at `from`: both from
 * one statement, so that no change of history can come between.
 *
 * @throws RangeError when `limit` is not within 1..10,000
 */
export async function readAfter(db: Reader, from: LogPosition, limit: number): Promise<LogReading> {
  checkLimit(limit, 10_000);
  const found = await db
    .selectFrom("change_log")
    .select(["seq", "committed_at", "kind", "payload", "mark", databaseId])
    .where("seq", ">=", from.seq)
    .orderBy("seq")
    .limit(limit + 1)
    .execute();
  const [first] = found;
  if (first === undefined) {
    const same = from.seq === 0 && (await readDatabaseId(db)) === from.database;
    return same ? { kind: "continues", rows: [], at: from } : { kind: "rewritten" };
  }
  if (first.database !== from.database || !follows(from, first)) return { kind: "rewritten" };
  const next = from.seq === 0 ? found.slice(0, limit) : found.slice(1);
  const last = next.at(-1);
  return {
    kind: "continues",
    rows: await withObservations(db, next),
    at: last === undefined ? from : { ...from, seq: last.seq, mark: markOf(last) },
  };
}

/** Whether the log still holds the row at `position`. */
export async function holdsPosition(db: Reader, position: LogPosition): Promise<boolean> {
  if (position.seq === 0) return true;
  const row = await db
    .selectFrom("change_log")
    .select(["seq", "committed_at", "kind", "payload", "mark"])
    .where("seq", "=", position.seq)
    .executeTakeFirst();
  return row !== undefined && markOf(row) === position.mark;
}

/** The id the database has, in the statement that reads its log. */
const databaseId = (eb: ExpressionBuilder<Schema, "change_log">) =>
  eb.selectFrom("meta").select("value").where("key", "=", DATABASE_ID).as("database");

function follows(from: LogPosition, first: MarkedRow): boolean {
  return from.seq === 0 ? first.seq === 1 : first.seq === from.seq && markOf(first) === from.mark;
}

/**
 * Gives the database a new id where it still has `from`: what readers know of its log no longer
 * holds. Of several who notice, one renews it and all get the same.
 *
 * @returns the id in force
 */
export function renewDatabaseId(
  engine: Engine,
  change: { readonly from: string; readonly to: string },
): Promise<string> {
  return engine.write(async (tx) => {
    await tx
      .updateTable("meta")
      .set({ value: change.to })
      .where("key", "=", DATABASE_ID)
      .where("value", "=", change.from)
      .execute();
    return readDatabaseId(tx);
  });
}

interface MarkedRow extends LogRow {
  readonly mark: string | null;
}

function markOf(row: MarkedRow): string {
  if (row.mark !== null) return row.mark;
  // Written before rows had marks: told apart by what it says.
  const { committed_at, kind, payload } = row;
  return createHash("sha256").update(`${committed_at} ${kind} ${payload}`).digest("base64url");
}
