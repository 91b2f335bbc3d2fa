import {
  decimalText,
  family,
  indicatorCode,
  measure,
  plainDate,
  regionCode,
} from "@diaodu/contracts";
import { DIRECTIONS, FREQUENCIES, INDICATOR_KINDS, PERIOD_KINDS } from "@diaodu/domain";
import { z } from "zod";

const words = (longest: number) => z.string().trim().min(1).max(longest);
const day = plainDate.refine((text) => {
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}, "没有这一天");

const region = z.strictObject({
  code: regionCode,
  name: words(40),
  shortName: words(20),
  level: z.enum(["nation", "province", "city", "county"]),
  parent: regionCode.nullable(),
});

const indicator = z.strictObject({
  code: indicatorCode,
  name: words(60),
  shortName: words(30),
  family,
  unit: words(12),
  decimals: z.int().min(0).max(6),
  kind: z.enum(INDICATOR_KINDS),
  direction: z.enum(DIRECTIONS),
  frequency: z.enum(FREQUENCIES),
  combinedJanuaryFebruary: z.boolean(),
  periodKinds: z.array(z.enum(PERIOD_KINDS)).min(1),
  measures: z.array(measure).min(1),
  headline: z.strictObject({ periodKind: z.enum(PERIOD_KINDS), growth: measure.nullable() }),
  releaseLagDays: z.int().min(0).max(400),
  leadUnit: words(60),
  leader: words(30).nullable(),
  simulatedOwner: z.boolean().default(false),
});

const requirement = z.discriminatedUnion("form", [
  z.strictObject({ form: z.literal("floor"), low: decimalText }),
  z.strictObject({ form: z.literal("ceiling"), high: decimalText }),
  z.strictObject({ form: z.literal("around"), value: decimalText, tolerance: decimalText }),
  z.strictObject({ form: z.literal("range"), low: decimalText, high: decimalText }),
  z.strictObject({ form: z.literal("point"), value: decimalText }),
  z.strictObject({ form: z.literal("reduction"), value: decimalText }),
  z.strictObject({ form: z.literal("relative") }),
  z.strictObject({ form: z.literal("none") }),
]);

const path = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("monthly") }),
  z.strictObject({ method: z.literal("daily") }),
  z.strictObject({ method: z.literal("last_year_curve"), shares: z.array(decimalText).length(12) }),
  z.strictObject({
    method: z.literal("milestones"),
    points: z
      .array(z.strictObject({ date: day, value: decimalText }))
      .min(1)
      .max(400),
  }),
]);

const target = z.object({
  indicator: indicatorCode,
  region: regionCode,
  year: z.int().min(1949).max(2200),
  words: words(200),
  measure,
  base: requirement,
  stretch: requirement.nullable(),
  path,
  source: words(200),
  simulated: z.boolean().default(false),
});

const ruled = z.enum(["behind", "slow", "on"]);
const bands = z.array(
  z.strictObject({
    light: ruled,
    from: decimalText.nullable(),
    fromInclusive: z.boolean(),
    to: decimalText.nullable(),
    toInclusive: z.boolean(),
  }),
);

const rule = z.strictObject({
  code: indicatorCode,
  name: words(60),
  validFrom: day,
  validTo: day.nullable(),
  appliesTo: z.strictObject({
    indicators: z.array(indicatorCode).exactOptional(),
    families: z.array(family).exactOptional(),
  }),
  method: z.discriminatedUnion("by", [
    z.strictObject({
      by: z.literal("points_behind"),
      progress: bands,
      rate: bands,
      average: bands,
    }),
    z.strictObject({ by: z.literal("relative_shortfall"), bands }),
    z.strictObject({ by: z.literal("days_behind"), bands }),
    z.strictObject({
      by: z.literal("memory"),
      onMiss: ruled,
      missesForBehind: z.int().positive().nullable(),
      afterMadeUp: ruled.nullable(),
    }),
  ]),
  undefinedBandLight: ruled,
  source: words(200),
});

/** What an installation follows: the file of `catalogue load`. Each list replaces or adds by code. */
export const catalogueFile = z.strictObject({
  regions: z.array(region).default([]),
  indicators: z.array(indicator).default([]),
  targets: z.array(target).default([]),
  rules: z.array(rule).default([]),
  /** The whole board in display order; absent keeps the board that is there. */
  board: z.array(z.strictObject({ indicator: indicatorCode, region: regionCode })).optional(),
});

export type CatalogueFile = z.infer<typeof catalogueFile>;
