/** What is measured. Rules [I1]–[I3] of SPEC.md. */
import { parsePeriod } from "./period.ts";
import type { PeriodCode, PeriodKind } from "./period.ts";

export type Family = "gdp" | "investment" | "fiscal" | "employment" | "air";
export const FAMILIES: readonly Family[] = ["gdp", "investment", "fiscal", "employment", "air"];
export const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  gdp: "经济增长",
  investment: "投资",
  fiscal: "财政",
  employment: "就业",
  air: "空气质量",
};

/** `level` covers amounts, rates and concentrations; growth is an independent fact, never computed from levels. */
export type Measure = "level" | "yoy_nominal" | "yoy_real" | "yoy_comparable" | "rank" | "share";
export const MEASURES: readonly Measure[] = [
  "level",
  "yoy_nominal",
  "yoy_real",
  "yoy_comparable",
  "rank",
  "share",
];
/** 数值 of every level: a rate or a concentration is no amount. */
export const MEASURE_NAMES: Readonly<Record<Measure, string>> = {
  level: "数值",
  yoy_nominal: "同比（自然口径）",
  yoy_real: "同比（不变价）",
  yoy_comparable: "同比（可比口径）",
  rank: "位次",
  share: "占比",
};
/** A measure that states growth over the year before. */
export type GrowthMeasure = "yoy_nominal" | "yoy_real" | "yoy_comparable";

export type IndicatorKind =
  | "cumulative"
  | "growth_only"
  | "rate"
  | "average"
  | "days"
  | "index"
  | "rank"
  | "count";
export const INDICATOR_KINDS: readonly IndicatorKind[] = [
  "cumulative",
  "growth_only",
  "rate",
  "average",
  "days",
  "index",
  "rank",
  "count",
];
/** Which way is better, or which limit binds. `ceiling` is inclusive ≤, `floor` inclusive ≥. */
export type Direction = "higher" | "lower" | "ceiling" | "floor" | "around" | "none";
export const DIRECTIONS: readonly Direction[] = [
  "higher",
  "lower",
  "ceiling",
  "floor",
  "around",
  "none",
];
export type Frequency = "month" | "quarter" | "day" | "round" | "year";
export const FREQUENCIES: readonly Frequency[] = ["month", "quarter", "day", "round", "year"];

export interface Indicator {
  /** Stable key, e.g. `budget_revenue`. */
  code: string;
  name: string;
  shortName: string;
  family: Family;
  /** 亿元, %, 万人, μg/m³, mg/m³, 天, 元 … */
  unit: string;
  /** Decimals shown for a level. */
  decimals: number;
  kind: IndicatorKind;
  direction: Direction;
  frequency: Frequency;
  /** January and February are published together only. [I2] */
  combinedJanuaryFebruary: boolean;
  periodKinds: PeriodKind[];
  measures: Measure[];
  headline: { periodKind: PeriodKind; growth: Measure | null };
  /** Days from the end of a period to its usual release. */
  releaseLagDays: number;
  leadUnit: string;
  leader: string | null;
  /** True where the unit and leader are stand-ins of a demonstration. */
  simulatedOwner: boolean;
}

/** True for the three growth measures. */
export function isGrowth(measure: Measure): measure is GrowthMeasure {
  return measure === "yoy_nominal" || measure === "yoy_real" || measure === "yoy_comparable";
}

/**
 * Why this indicator has no such period, or null where it has. [I1] [I2]
 * January alone, February alone and `2020-01/2020-01` do not exist where both are published together.
 */
export function periodFault(indicator: Indicator, code: PeriodCode): string | null {
  const parsed = parsePeriod(code);
  if (!parsed.ok) return parsed.fault;
  const period = parsed.period;
  if (!indicator.periodKinds.includes(period.kind)) {
    return `${indicator.shortName}没有${KIND_NAMES[period.kind]}数据`;
  }
  if (!indicator.combinedJanuaryFebruary) return null;
  if (period.kind === "month" && period.month <= 2) {
    return `${indicator.shortName} 1、2 月合并发布，没有 ${period.month} 月单月数据`;
  }
  if (period.kind === "ytd" && period.month === 1) {
    return `${indicator.shortName} 1、2 月合并发布，没有 1 月累计数据`;
  }
  return null;
}

const KIND_NAMES: Readonly<Record<PeriodKind, string>> = {
  year: "年度",
  quarter: "单季",
  month: "单月",
  day: "每日",
  ytd: "累计",
  round: "每期调度",
};
