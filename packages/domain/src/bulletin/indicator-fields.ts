/** What a sentence about one indicator can say. Rules [H6]–[H9] of SPEC.md. */
import { exact } from "../decimal.ts";
import type { Numeric, Rounding } from "../decimal.ts";
import { roundingOf } from "../figure-format.ts";
import type { Indicator } from "../indicator.ts";
import type { DecimalString } from "../observation.ts";
import { periodLabel, quarterlyLabel } from "../period-label.ts";
import type { PeriodCode } from "../period.ts";
import { gapWords } from "../progress.ts";
import { changeWords, growthWords, pointsWords } from "../sentence.ts";
import { paperNumber, paperUnit, paperWords } from "./paper-words.ts";
import type { FieldKinds, FieldText } from "./template.ts";

/** Change against the same period of last year: a published growth, or a difference of rates or days. */
export interface YearOnYear {
  readonly by: "percent" | "points" | "units";
  readonly value: DecimalString;
}

/** Facts of one figure, as a tile carries them; null is unknown, and never computed from the others. */
export interface IndicatorFacts {
  readonly indicator: Pick<
    Indicator,
    "code" | "name" | "kind" | "unit" | "decimals" | "family" | "frequency" | "leadUnit"
  >;
  /** As the sentence says it: 全市, 全省, 德州市. */
  readonly region: string;
  readonly period: PeriodCode;
  /** How the period is called where its own name does not do: `1月1日—6月14日`, `2019年1—12月`. */
  readonly periodName?: string;
  readonly level: DecimalString | null;
  readonly yearOnYear: YearOnYear | null;
  /** Percent, as 优良天数 have their 优良率. */
  readonly share: DecimalString | null;
  /** The year's target in its own words. */
  readonly target: string | null;
  /** Percent of the year's plan, and points ahead (positive) or behind; unrounded where they are known so. */
  readonly completion: Numeric | null;
  readonly gap: Numeric | null;
  /** standingWords; null where there is no target. For amounts they follow from the gap. */
  readonly standing: string | null;
  /** Place among `among` (全省), and places gained since the period before: negative is lost. */
  readonly rank: {
    readonly among: string;
    readonly place: number;
    readonly gained: number | null;
  } | null;
  /** The month alone, beside a cumulative figure. */
  readonly month: {
    readonly period: PeriodCode;
    readonly level: DecimalString | null;
    readonly yearOnYear: YearOnYear | null;
  } | null;
}

export const INDICATOR_FIELDS = {
  时期: "text",
  地区: "text",
  指标: "text",
  单位: "text",
  数值: "number",
  同比: "text",
  增幅: "number",
  降幅: "number",
  占比: "number",
  目标: "text",
  完成率: "number",
  进度: "text",
  超前点数: "number",
  落后点数: "number",
  位次: "text",
  位次变化: "text",
  当月: "text",
  当月数值: "number",
  当月同比: "text",
  牵头单位: "text",
} as const satisfies FieldKinds;

export type IndicatorField = keyof typeof INDICATOR_FIELDS;

type Value = string | null | { value: Numeric; decimals: number; rounding?: Rounding; unit?: "%" };

/** The fields' texts for one figure; a field without a fact is missing. [H6] */
export function indicatorFields(facts: IndicatorFacts): FieldText {
  const values: Record<string, Value> = valuesOf(facts);
  return (name, decimals) => {
    const value = values[name] ?? null;
    if (value === null) return null;
    if (typeof value === "string") return paperWords(value);
    const digits = decimals ?? value.decimals;
    return `${paperNumber(value.value, digits, value.rounding)}${value.unit ?? ""}`;
  };
}

function valuesOf(facts: IndicatorFacts): Record<IndicatorField, Value> {
  const { indicator, rank, month, yearOnYear, gap } = facts;
  const { decimals } = indicator;
  const rounding = roundingOf(indicator);
  const amount = (value: DecimalString | null | undefined): Value =>
    value === null || value === undefined ? null : { value, decimals, rounding };
  const percent = (value: Numeric | null): Value =>
    value === null ? null : { value, decimals: 1, unit: "%" };
  const growth = yearOnYear?.by === "percent" ? exact(yearOnYear.value) : null;
  return {
    时期:
      facts.periodName ??
      (indicator.frequency === "quarter"
        ? quarterlyLabel(facts.period)
        : periodLabel(facts.period)),
    地区: facts.region,
    指标: indicator.name,
    单位: paperUnit(indicator.unit),
    数值: amount(facts.level),
    同比: yearOnYear === null ? null : yearOnYearWords(indicator, yearOnYear),
    增幅: growth?.gt(0) === true ? percent(growth) : null,
    降幅: growth?.lt(0) === true ? percent(growth.abs()) : null,
    占比: percent(facts.share),
    目标: facts.target,
    完成率: percent(facts.completion),
    进度: facts.standing ?? (gap === null ? null : gapWords(gap)),
    超前点数: gap !== null && exact(gap).gt(0) ? { value: gap, decimals: 1 } : null,
    落后点数: gap !== null && exact(gap).lt(0) ? { value: exact(gap).abs(), decimals: 1 } : null,
    位次: rank === null ? null : `居${rank.among}第${rank.place}位`,
    位次变化: rank === null || rank.gained === null ? null : gainedWords(rank.gained),
    当月: month === null ? null : `${periodLabel(month.period)}当月`,
    当月数值: amount(month?.level),
    当月同比:
      month === null || month.yearOnYear === null
        ? null
        : yearOnYearWords(indicator, month.yearOnYear),
    牵头单位: indicator.leadUnit,
  };
}

/** Amounts 增长 or 下降, concentrations and rates 上升 or 下降, days 增加 or 减少. [H7] */
function yearOnYearWords(
  { kind, unit, decimals }: IndicatorFacts["indicator"],
  { by, value }: YearOnYear,
): string {
  switch (by) {
    case "percent":
      return growthWords(value, 1, kind === "average" || kind === "index" ? "上升" : "增长");
    case "points":
      return `同比${pointsWords(value)}`;
    case "units":
      return `同比${changeWords(value, decimals, unit)}`;
  }
}

/** `较上期上升2位` · `较上期下降1位` · `位次与上期持平`. [H8] */
function gainedWords(gained: number): string {
  if (gained === 0) return "位次与上期持平";
  return `较上期${gained > 0 ? "上升" : "下降"}${Math.abs(gained)}位`;
}
