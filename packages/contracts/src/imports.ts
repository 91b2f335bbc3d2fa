import { z } from "zod";
import { unitCode } from "./session.ts";
import {
  decimalText,
  indicatorCode,
  instant,
  measure,
  regionCode,
  seq,
  words,
} from "./vocabulary.ts";

/** What a cell of an uploaded sheet would do. */
export const cellVerdict = z.enum(["new", "changed", "unchanged", "warned", "refused", "ignored"]);

export const importCell = z.object({
  /** `C7`; for .csv counted alike. */
  cell: z.string(),
  sheet: z.string(),
  /** As it stands in the file, at most 200 characters. */
  raw: z.string(),
  verdict: cellVerdict,
  /** Why it is refused, warned of or ignored. */
  message: z.string().nullable(),
  indicator: indicatorCode.nullable(),
  indicatorName: z.string().nullable(),
  region: regionCode.nullable(),
  regionName: z.string().nullable(),
  period: z.string().nullable(),
  periodLabel: z.string().nullable(),
  measure: measure.nullable(),
  /** In the indicator's own unit, converted. */
  value: decimalText.nullable(),
  /** The value that it would replace. */
  before: decimalText.nullable(),
});

/** An upload on its way: read, shown, then applied whole or dropped. */
export const importJob = z.object({
  id: z.string(),
  fileName: z.string(),
  unit: unitCode,
  state: z.enum(["reading", "ready", "applying", "applied", "failed", "cancelled"]),
  /** Rows read or applied so far, and in all where known. */
  progress: z.object({ done: z.int(), total: z.int().nullable() }),
  /** Why it failed, in Chinese. */
  message: z.string().nullable(),
  counts: z
    .object({
      new: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      warned: z.int(),
      refused: z.int(),
      ignored: z.int(),
    })
    .nullable(),
  /** Seq of the change that applied it. */
  seq: seq.nullable(),
  createdAt: instant,
  expiresAt: instant,
});

/** Cells of a page of the preview; refused first, then warned, changed, new. */
export const importCells = z.object({ cells: z.array(importCell), total: z.int() });

/** Apply: a reason is needed where published figures are corrected. */
export const importApply = z.strictObject({
  reason: words(500).nullable().default(null),
  note: words(500).nullable().default(null),
});

export type ImportJob = z.infer<typeof importJob>;
export type ImportCell = z.infer<typeof importCell>;
export type CellVerdict = z.infer<typeof cellVerdict>;
export type ImportCells = z.infer<typeof importCells>;
