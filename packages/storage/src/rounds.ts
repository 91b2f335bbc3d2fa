import { appendChange, type RoundOpening } from "./change-log.ts";
import type { Engine, Reader } from "./engine/engine.ts";

/**
 * Appends the opening of a round unless it, or a later one, stands in the log already. The log's
 * turn is taken first, so that of two servers that notice together one finds the other's row.
 */
export function openRound(
  engine: Engine,
  opening: RoundOpening & { readonly committedAt: string },
): Promise<number | null> {
  const { committedAt, ...payload } = opening;
  return engine.write(async (tx) => {
    await engine.takeLogTurn(tx);
    const last = await readLastRound(tx);
    if (last !== null && last.start >= opening.start) return null;
    return appendChange(engine, tx, { kind: "round", payload }, committedAt);
  });
}

/** The round last opened, by position in the log. */
export async function readLastRound(db: Reader, atSeq?: number): Promise<RoundOpening | null> {
  let query = db.selectFrom("change_log").select("payload").where("kind", "=", "round");
  if (atSeq !== undefined) query = query.where("seq", "<=", atSeq);
  const row = await query.orderBy("seq", "desc").limit(1).executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.payload) as RoundOpening);
}
