import { z } from "zod";
import { seq } from "./vocabulary.ts";

const fault = z.object({ path: z.string(), code: z.string(), message: z.string() });
/** From 1, blank lines counted. */
const line = z.int().positive();

/**
 * One line of the answer to a batch of figures (`application/x-ndjson`), in the order of the lines
 * sent, as soon as their batch is decided. The last line sums up.
 */
export const batchLine = z.discriminatedUnion("result", [
  z.object({ line, result: z.literal("accepted"), seq, revision: z.int().positive() }),
  /** The figure is current already: sending a batch again stores nothing twice. */
  z.object({ line, result: z.literal("unchanged") }),
  z.object({ line, result: z.literal("refused"), faults: z.array(fault) }),
  z.object({
    result: z.literal("end"),
    lines: z.int().nonnegative(),
    accepted: z.int().nonnegative(),
    unchanged: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    /** Of the last batch that stored anything. */
    seq: seq.nullable(),
    /** Why reading stopped before the end of what was sent; what was decided before stands. */
    stopped: z.enum(["rows", "bytes", "failed"]).nullable(),
  }),
]);

export type BatchLine = z.infer<typeof batchLine>;
