import type { Reader } from "../engine/engine.ts";

/** Whether every row of the log is there, and how far it goes. */
export interface LogVerdict {
  /** Seqs run from 1 to the head without a hole. */
  readonly ok: boolean;
  /** The last seq; 0 for the empty log. */
  readonly seq: number;
  /** What was committed last; null for the empty log. */
  readonly last: { readonly kind: string; readonly committedAt: string } | null;
}

/** Counts the log. One statement, so that no commit comes between. */
export async function checkLog(db: Reader): Promise<LogVerdict> {
  const row = await db
    .selectFrom("change_log")
    .select((eb) => [
      eb.fn.countAll().as("rows"),
      eb.fn.min("seq").as("first"),
      eb.fn.max("seq").as("last"),
    ])
    .executeTakeFirstOrThrow();
  const seq = row.last ?? 0;
  const last = await db
    .selectFrom("change_log")
    .select(["kind", "committed_at"])
    .where("seq", "=", seq)
    .executeTakeFirst();
  return {
    ok: Number(row.rows) === seq && (seq === 0 || row.first === 1),
    seq,
    last: last === undefined ? null : { kind: last.kind, committedAt: last.committed_at },
  };
}
