import type { RoundOpening } from "./change.ts";
import type { Reader } from "./engine/engine.ts";
import { commit, type Ground } from "./ground.ts";

/**
 * Appends the opening of a round unless it, or a later one, stands in the log already. The log's
 * turn is taken first, so that of two servers that notice together one finds the other's row.
 */
export function openRound(
  ground: Pick<Ground, "engine" | "reached">,
  opening: RoundOpening & { readonly committedAt: string },
): Promise<number | null> {
  const { committedAt, ...payload } = opening;
  return commit(ground, async (tx, append) => {
    await ground.engine.takeLogTurn(tx);
    const last = await readLastRound(tx);
    if (last !== null && last.start >= opening.start) return null;
    return append({ kind: "round", payload }, committedAt);
  });
}

/** The round last opened, by position in the log. */
export async function readLastRound(db: Reader, atSeq?: number): Promise<RoundOpening | null> {
  let query = db.selectFrom("change_log").select("payload").where("kind", "=", "round");
  if (atSeq !== undefined) query = query.where("seq", "<=", atSeq);
  const row = await query.orderBy("seq", "desc").limit(1).executeTakeFirst();
  return row === undefined ? null : (JSON.parse(row.payload) as RoundOpening);
}
