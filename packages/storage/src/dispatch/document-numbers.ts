import type { Writer } from "../engine/engine.ts";

/**
 * Draws the next `count` numbers of a series and returns the first. The row stays locked until the
 * commit, and a transaction that fails gives them back: no number is missing, none is given twice.
 */
export async function drawNumbers(tx: Writer, series: string, count: number): Promise<number> {
  const { last } = await tx
    .insertInto("document_number")
    .values({ series, last: count })
    .onConflict((conflict) =>
      conflict
        .column("series")
        .doUpdateSet((eb) => ({ last: eb("document_number.last", "+", count) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last - count + 1;
}
