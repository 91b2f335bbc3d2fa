import { z } from "zod";
import {
  basis,
  decimalText,
  family,
  indicatorCode,
  instant,
  light,
  measure,
  plainDate,
  regionCode,
  seq,
  status,
} from "./vocabulary.ts";

/**
 * One published fact: level, growth, rank and share stand side by side, each with its own
 * origin, because none of them may be computed from another.
 */
export const fact = z.object({
  measure,
  value: decimalText,
  /** `value` rounded once by the indicator's rule and grouped, ready to print: `456 614`, `−1.6`. */
  text: z.string(),
  unit: z.string(),
  status,
  revision: z.int().positive(),
  /** Date on which the source released it. */
  asOf: plainDate,
  source: z.string(),
  reportedBy: z.string(),
  simulated: z.boolean(),
  reason: z.string().nullable(),
  seq,
  committedAt: instant,
});

/** The facts of one indicator for one period on one basis. */
export const figure = z.object({
  period: z.string(),
  /** Chinese: `1—6月`, `二季度`, `第 90 期`. */
  periodLabel: z.string(),
  basis,
  facts: z.array(fact),
});

/** The signature picture, in one of the shapes that fit the indicator. All numbers are for drawing only. */
export const bar = z.discriminatedUnion("kind", [
  /** Cumulative flow against the year: per cent of the base (确保) plan. Above 100 is normal. */
  z.object({
    kind: z.literal("progress"),
    done: z.number(),
    schedule: z.number(),
    base: z.number(),
    stretch: z.number().nullable(),
  }),
  /** A value against a control line or band. */
  z.object({
    kind: z.literal("control"),
    value: z.number(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** Which side of the line is wanted. */
    wanted: z.enum(["below", "above", "between"]),
    scale: z.tuple([z.number(), z.number()]),
  }),
  /** Growth of the latest periods, oldest first: GDP by quarter, industry by month. */
  z.object({
    kind: z.literal("growths"),
    items: z.array(z.object({ label: z.string(), value: z.number() })),
    target: z.number().nullable(),
  }),
  /** The latest days of air, oldest first; null is a day without a valid AQI. */
  z.object({ kind: z.literal("days"), aqi: z.array(z.int().nullable()), from: plainDate }),
]);

export const progress = z.object({
  /** Per cent of the base plan, rounded for print: `53.3`. */
  completion: z.string(),
  /** Per cent of the year that the path expects at the end of the figure's period. */
  scheduled: z.string(),
  /** Points; negative is behind. Computed unrounded, rounded last. */
  gap: z.string(),
  method: z.enum(["monthly", "daily", "last_year_curve", "milestones"]),
});

export const lightCard = z.object({
  light,
  /** `超序时进度 0.2 个百分点`, `控制线内 0.3 个百分点`, `无年度目标`. */
  words: z.string(),
  /** The gap alone, signed, for narrow places: `+0.2`, `−6 天`; null without a target. */
  short: z.string().nullable(),
  rule: z.object({ code: z.string(), name: z.string(), validFrom: plainDate }).nullable(),
  /** Why this colour: label and value of each step, in order. */
  reasons: z.array(z.object({ label: z.string(), value: z.string() })),
});

export const targetView = z.object({
  year: z.int(),
  /** As written: `900万人以上`. */
  words: z.string(),
  base: z.string().nullable(),
  stretch: z.string().nullable(),
  source: z.string(),
  simulated: z.boolean(),
  revision: z.int().positive(),
});

/** Points for the path and trend charts; `t` is the share of the year passed, 0 to 1. */
export const series = z.object({
  points: z.array(
    z.object({
      period: z.string(),
      label: z.string(),
      t: z.number(),
      level: z.number().nullable(),
      growth: z.number().nullable(),
    }),
  ),
  plan: z.array(z.object({ t: z.number(), value: z.number() })),
  lastYear: z.array(z.object({ t: z.number(), value: z.number() })),
});

/** Where the year is likely to end. Numbers are for drawing only, in the indicator's unit. */
export const outlook = z.object({
  /** Of the year's sum; of the year's mean where the indicator is a mean or a rate. */
  low: z.number(),
  high: z.number(),
  /** `预计全年 1040—1160 万人，可达确保目标，力争目标在预计区间内`. */
  words: z.string(),
  /** Each way to see it: what it says by itself, and how far it was off in past years. */
  methods: z.array(z.object({ name: z.string(), value: z.string(), error: z.string() })),
});

/** Daily AQI of the year, for the calendar; null is 无效. */
export const airDays = z.object({
  /** The AQI standard on which every day is computed. */
  standard: z.string(),
  from: plainDate,
  aqi: z.array(z.int().nullable()),
  primary: z.array(z.string().nullable()),
  good: z.int(),
  valid: z.int(),
  /** The same days of last year, recomputed on the same standard. */
  lastYear: z.object({ good: z.int(), valid: z.int() }).nullable(),
});

/** Everything a view says about one indicator in one region. Derived by the server, drawn as it is. */
export const tile = z.object({
  /** `indicator:region`. */
  key: z.string(),
  /** Seq of the last change that altered this tile. */
  seq,
  indicator: indicatorCode,
  name: z.string(),
  shortName: z.string(),
  family,
  kind: z.enum(["cumulative", "growth_only", "rate", "average", "days", "index", "rank", "count"]),
  unit: z.string(),
  decimals: z.int(),
  region: z.object({ code: regionCode, name: z.string() }),
  leadUnit: z.string(),
  leader: z.string().nullable(),
  simulatedOwner: z.boolean(),
  /** Official or monitored figure; null is 未报. */
  figure: figure.nullable(),
  /** 调度数 of the running round: department-reported, never mixed with `figure`. */
  dispatch: figure.nullable(),
  target: targetView.nullable(),
  progress: progress.nullable(),
  light: lightCard,
  bar: bar.nullable(),
  /** What the remaining periods must bring: `每期还需 3.7 万人`. */
  remaining: z.array(z.object({ level: z.enum(["base", "stretch"]), words: z.string() })),
  /** One secondary sentence: `一季度 −6.8%，回升 10.0 个百分点`. */
  note: z.string().nullable(),
  freshness: z.object({
    /** The next figure that the rhythm promises, and the last day on which it is not late. */
    nextPeriodLabel: z.string().nullable(),
    dueOn: plainDate.nullable(),
  }),
  series,
  outlook: outlook.nullable(),
  /** Why there is no outlook, a Chinese sentence; null where there is one. */
  outlookWhy: z.string().nullable(),
  days: airDays.nullable(),
});

export type Fact = z.infer<typeof fact>;
export type Figure = z.infer<typeof figure>;
export type Bar = z.infer<typeof bar>;
export type Progress = z.infer<typeof progress>;
export type LightCard = z.infer<typeof lightCard>;
export type TargetView = z.infer<typeof targetView>;
export type Series = z.infer<typeof series>;
export type Outlook = z.infer<typeof outlook>;
export type AirDays = z.infer<typeof airDays>;
export type Tile = z.infer<typeof tile>;
