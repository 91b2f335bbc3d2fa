import { z } from "zod";
import { unitCode } from "./session.ts";
import {
  basis,
  decimalText,
  family,
  indicatorCode,
  measure,
  plainDate,
  regionCode,
  words,
} from "./vocabulary.ts";

/** A day that the calendar has. */
const day = plainDate.refine((text) => {
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}, "没有这一天");

export const periodKind = z.enum(["year", "quarter", "month", "day", "ytd", "round"]);
export const indicatorKind = z.enum([
  "cumulative",
  "growth_only",
  "rate",
  "average",
  "days",
  "index",
  "rank",
  "count",
]);
export const direction = z.enum(["higher", "lower", "ceiling", "floor", "around", "none"]);
export const frequency = z.enum(["month", "quarter", "day", "round", "year"]);

/** A region, or a monitoring station within one. */
export const regionDefinition = z.strictObject({
  code: regionCode,
  name: words(40),
  shortName: words(20),
  level: z.enum(["nation", "province", "city", "county", "station"]),
  parent: regionCode.nullable(),
  /** 对照点: no part of its city's value. */
  control: z.literal(true).exactOptional(),
});

export const indicatorDefinition = z.strictObject({
  code: indicatorCode,
  name: words(60),
  shortName: words(30),
  family,
  unit: words(12),
  decimals: z.int().min(0).max(6),
  kind: indicatorKind,
  direction,
  frequency,
  combinedJanuaryFebruary: z.boolean(),
  periodKinds: z.array(periodKind).min(1).max(6),
  measures: z.array(measure).min(1).max(6),
  headline: z.strictObject({ periodKind, growth: measure.nullable() }),
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

export const targetDefinition = z.strictObject({
  indicator: indicatorCode,
  region: regionCode,
  year: z.int().min(1949).max(2199),
  words: words(200),
  measure,
  base: requirement,
  stretch: requirement.nullable(),
  path,
  source: words(200),
  simulated: z.boolean().default(false),
});

const ruled = z.enum(["behind", "slow", "on"]);
const bands = z
  .array(
    z.strictObject({
      light: ruled,
      from: decimalText.nullable(),
      fromInclusive: z.boolean(),
      to: decimalText.nullable(),
      toInclusive: z.boolean(),
    }),
  )
  .max(20);

export const ruleDefinition = z.strictObject({
  code: indicatorCode,
  name: words(60),
  validFrom: day,
  validTo: day.nullable(),
  appliesTo: z.strictObject({
    indicators: z.array(indicatorCode).max(500).exactOptional(),
    families: z.array(family).max(5).exactOptional(),
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
      missesForBehind: z.int().positive().max(100).nullable(),
      afterMadeUp: ruled.nullable(),
    }),
  ]),
  undefinedBandLight: ruled,
  source: words(200),
});

export const unitDefinition = z.strictObject({
  code: unitCode,
  name: words(60),
  shortName: words(20),
  region: regionCode,
});

export const dutyDefinition = z.strictObject({
  unit: unitCode,
  indicator: indicatorCode,
  region: regionCode,
  basis,
  measures: z.array(measure).max(6),
});

export const boardRowDefinition = z.strictObject({ indicator: indicatorCode, region: regionCode });

/** The lists of a catalogue, in the order in which one refers to another. */
export const catalogueKind = z.enum([
  "regions",
  "indicators",
  "targets",
  "rules",
  "units",
  "duties",
  "board",
]);

/** Longest lists; a city needs a tenth of it. */
const MOST = 5000;

/**
 * What an installation follows, as a file: each list replaces or adds by key and takes nothing away,
 * but the board and the duties, which are whole lists where they are given.
 */
export const catalogueFile = z.strictObject({
  regions: z.array(regionDefinition).max(MOST).default([]),
  indicators: z.array(indicatorDefinition).max(MOST).default([]),
  targets: z.array(targetDefinition).max(MOST).default([]),
  rules: z.array(ruleDefinition).max(MOST).default([]),
  units: z.array(unitDefinition).max(MOST).default([]),
  /** All duties; absent keeps those that there are. */
  duties: z.array(dutyDefinition).max(MOST).exactOptional(),
  /** The whole board in display order; absent keeps the board that is there. */
  board: z.array(boardRowDefinition).max(MOST).exactOptional(),
});

export const DEFINITIONS = {
  regions: regionDefinition,
  indicators: indicatorDefinition,
  targets: targetDefinition,
  rules: ruleDefinition,
  units: unitDefinition,
  duties: dutyDefinition,
  board: z.array(boardRowDefinition).max(MOST),
} as const;

export type CatalogueKind = z.infer<typeof catalogueKind>;
export type CatalogueFile = z.infer<typeof catalogueFile>;
export type TargetDefinition = z.infer<typeof targetDefinition>;
export type RuleDefinition = z.infer<typeof ruleDefinition>;
