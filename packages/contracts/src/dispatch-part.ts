import { z } from "zod";
import { indicatorCode, instant, light, plainDate, regionCode, seq } from "./vocabulary.ts";

export const roundState = z.enum(["open", "due", "late", "closed", "frozen"]);
export const itemState = z.enum(["new", "assigned", "working", "submitted", "closed", "cancelled"]);
export const slipState = z.enum([
  "new",
  "issued",
  "delivered",
  "read",
  "answered",
  "settled",
  "withdrawn",
]);
export const rung = z.enum(["notice", "order", "talk"]);

/** One indicator whose light moved, or did not, between two frozen rounds. */
export const moved = z.object({
  /** `indicator:region`, as of a tile. */
  key: z.string(),
  indicator: indicatorCode,
  region: regionCode,
  name: z.string(),
  light,
  words: z.string(),
  /** Rounds in a row with this light. */
  rounds: z.int().nonnegative(),
});

/** The dispatch cycle as everybody who sees the board may see it: no contacts, no texts. */
export const dispatchPart = z.object({
  /** Seq of the last change that altered this part. */
  seq,
  round: z
    .object({
      code: z.string(),
      number: z.int().positive(),
      from: plainDate,
      to: plainDate,
      dueAt: instant,
      state: roundState,
      asked: z.int().nonnegative(),
      reported: z.int().nonnegative(),
      units: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          asked: z.int().nonnegative(),
          reported: z.int().nonnegative(),
          overdueDays: z.int().nonnegative(),
        }),
      ),
    })
    .nullable(),
  /** What the last frozen round found; null before the first. */
  gaps: z
    .object({
      round: z.string(),
      number: z.int().positive(),
      frozenSeq: seq,
      turnedBehind: z.array(moved),
      turnedSlow: z.array(moved),
      stayed: z.array(moved),
      recovered: z.array(moved),
    })
    .nullable(),
  items: z.object({
    open: z.int().nonnegative(),
    overdue: z.int().nonnegative(),
    waiting: z.int().nonnegative(),
    closed: z.int().nonnegative(),
    /** The most pressing ones first, at most 12. */
    list: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        unitName: z.string(),
        leader: z.string().nullable(),
        dueOn: plainDate,
        state: itemState,
        indicator: indicatorCode.nullable(),
        region: regionCode,
        simulated: z.boolean(),
      }),
    ),
  }),
  slips: z.object({
    open: z.int().nonnegative(),
    /** Issued since the running round began, newest first, at most 8. */
    issued: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        rung,
        unitName: z.string(),
        title: z.string(),
        state: slipState,
        simulated: z.boolean(),
      }),
    ),
  }),
  /** The meeting that runs and that walls follow; null for none. */
  meeting: z.object({ id: z.string(), title: z.string() }).nullable(),
});

export type DispatchPart = z.infer<typeof dispatchPart>;
