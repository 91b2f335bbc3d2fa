import { z } from "zod";
import { tile } from "./tile.ts";
import {
  basis,
  decimalText,
  indicatorCode,
  instant,
  measure,
  plainDate,
  regionCode,
  seq,
  status,
} from "./vocabulary.ts";

/** One observation as a feed sends it. The rules of the catalogue are checked after this shape. */
export const observationInput = z.strictObject({
  indicator: indicatorCode,
  region: regionCode,
  period: z.string().max(24),
  basis,
  measure,
  value: decimalText,
  status,
  asOf: plainDate,
  source: z.string().min(1, "不能为空").max(200, "最多 200 字"),
  /** Invented for a demonstration; printed as 模拟 wherever it is shown. */
  simulated: z.boolean().default(false),
  /** Required when a value is corrected. */
  reason: z.string().min(1, "不能为空").max(500, "最多 500 字").nullable().default(null),
});

/** One submission: all of it is accepted as one change, or none of it. */
export const submission = z.strictObject({
  observations: z.array(observationInput).min(1).max(1000),
});

export const submissionAnswer = z.object({
  seq,
  observations: z.array(
    z.object({
      indicator: indicatorCode,
      region: regionCode,
      period: z.string(),
      basis,
      measure,
      revision: z.int().positive(),
    }),
  ),
});

/** Every revision of one indicator, region and period, newest first. */
export const revisions = z.object({
  indicator: indicatorCode,
  region: regionCode,
  period: z.string(),
  periodLabel: z.string(),
  revisions: z.array(
    z.object({
      basis,
      measure,
      value: decimalText,
      text: z.string(),
      unit: z.string(),
      status,
      revision: z.int().positive(),
      asOf: plainDate,
      source: z.string(),
      reportedBy: z.string(),
      simulated: z.boolean(),
      reason: z.string().nullable(),
      seq,
      committedAt: instant,
    }),
  ),
});

/** One indicator opened by itself: the same tile as on the board. */
export const tileAnswer = z.object({ seq, at: instant, tile });

export type ObservationInput = z.infer<typeof observationInput>;
export type Submission = z.infer<typeof submission>;
export type SubmissionAnswer = z.infer<typeof submissionAnswer>;
export type Revisions = z.infer<typeof revisions>;
