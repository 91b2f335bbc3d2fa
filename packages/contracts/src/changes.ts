import { z } from "zod";
import { board, businessClock, entry, ranking } from "./board.ts";
import { dispatchPart } from "./dispatch-part.ts";
import { tile } from "./tile.ts";
import { instant, seq } from "./vocabulary.ts";

export { CATCH_UP_LIMIT } from "./protocol.ts";

/**
 * A put replaces one part of the board whole, so that applying it twice is applying it once.
 * `layout` replaces which tiles and rankings exist; a key that it no longer names is gone.
 */
export const put = z.discriminatedUnion("type", [
  z.object({ type: z.literal("tile"), tile }),
  z.object({ type: z.literal("ranking"), ranking }),
  z.object({ type: z.literal("dispatch"), dispatch: dispatchPart.nullable() }),
  z.object({
    type: z.literal("layout"),
    layout: board.shape.layout,
    rankings: z.array(z.string()),
  }),
]);

/** One row of the log as the board feels it. */
export const changeItem = z.object({
  seq,
  at: instant,
  entries: z.array(entry),
  puts: z.array(put),
});

/**
 * Changes after `from`, up to and including `to`. In a catch-up the puts stand in the last item
 * that touched their part; earlier items may carry none. A reader at `from` is at `to` afterwards.
 */
export const changes = z.object({
  from: seq,
  to: seq,
  /** When `to` was committed. */
  at: instant,
  clock: businessClock,
  items: z.array(changeItem),
});

export type Put = z.infer<typeof put>;
export type ChangeItem = z.infer<typeof changeItem>;
export type Changes = z.infer<typeof changes>;
