import { isGrowth } from "@diaodu/domain";
import type { Basis, Indicator, Measure } from "@diaodu/domain";
import type { MeasureWords, WordsMeaning } from "./lexicon.ts";
import type { Series, Vocabulary } from "./matched.ts";
import { periodOfIndicator } from "./period-words.ts";

export type Resolved =
  | { readonly ok: true; readonly series: Series; readonly indicator: Indicator }
  | { readonly ok: false; readonly message: string; readonly known: Partial<Series> };

/** 亿元 for a level, % for growth and shares, 位 for a rank. */
export function unitOf(indicator: Indicator, measure: Measure): string {
  if (isGrowth(measure) || measure === "share") return "%";
  return measure === "rank" ? "位" : indicator.unit;
}

/**
 * The series and period that words mean. What they leave out is filled in only where one answer is
 * possible: the one region of the unit's duties, the one period that it is asked for.
 */
export function resolverOf(vocabulary: Vocabulary): (said: WordsMeaning) => Resolved {
  const indicators = new Map(vocabulary.indicators.map((one) => [one.code, one]));
  const duties = grouped(vocabulary.duties, ({ indicator }) => indicator);
  // A unit may be asked for thousands of figures: looked up, not searched.
  const asked = grouped(vocabulary.asked, askedKey);

  return (said) => {
    const indicator = indicators.get(said.indicator ?? "");
    if (indicator === undefined) return fault("没有写明是哪项指标", {});
    const code = indicator.code;
    const owned = duties.get(code) ?? [];
    const region = said.region ?? onlyOne(owned.map((duty) => duty.region));
    if (region === null) return fault("没有写明是哪个地区", { indicator: code });
    const measure = measureOf(indicator, said.measure, said.unit);
    if (typeof measure !== "string") return fault(measure.fault, { indicator: code, region });
    const known = { indicator: code, region, measure };

    const waiting = asked.get(askedKey(known)) ?? [];
    const period = periodOf(indicator, said, waiting);
    if (!period.ok) return fault(period.fault, known);
    const bases = owned.filter((duty) => duty.region === region).map((duty) => duty.basis);
    const basis = said.basis ?? basisOf(period.period, waiting, bases);
    return { ok: true, indicator, series: { ...known, period: period.period, basis } };
  };
}

function periodOf(indicator: Indicator, said: WordsMeaning, waiting: readonly Series[]) {
  if (said.period === null) {
    const only = onlyOne(waiting.map((one) => one.period));
    return only === null
      ? ({ ok: false, fault: "没有写明时期" } as const)
      : ({ ok: true, period: only } as const);
  }
  const words = said.period;
  const stated = periodOfIndicator(indicator, words, null);
  if (stated.ok || words.year !== null) return stated;
  // Without a year: the period that is asked for, if it is the one meant.
  const fitting = waiting.filter(({ period }) => {
    const reading = periodOfIndicator(indicator, words, Number(period.slice(0, 4)));
    return reading.ok && reading.period === period;
  });
  const only = onlyOne(fitting.map((one) => one.period));
  return only === null ? stated : ({ ok: true, period: only } as const);
}

function measureOf(
  indicator: Indicator,
  said: MeasureWords | null,
  unit: string | null,
): Measure | { fault: string } {
  const { measures } = indicator;
  const none = { fault: `${indicator.shortName}没有这一项数据` };
  if (said === null) {
    const growth = unit === "%" && indicator.unit !== "%";
    if (measures.includes("level") && !growth) return "level";
    return measureOf(indicator, { kind: growth ? "growth" : "level", growth: null }, null);
  }
  if (said.kind !== "growth") {
    if (measures.includes(said.kind)) return said.kind;
    // A growth-only indicator has nothing else that 本期值 could mean.
    return said.kind === "level" && measures.length === 1 ? (measures[0] ?? none) : none;
  }
  const grown = measures.filter(isGrowth);
  if (said.growth !== null) return grown.includes(said.growth) ? said.growth : none;
  const headline = indicator.headline.growth;
  if (headline !== null && isGrowth(headline)) return headline;
  return (
    (grown.length === 1 ? grown[0] : undefined) ??
    (grown.length > 1 ? { fault: "没有写明是名义、实际还是可比增速" } : none)
  );
}

/** What is asked for first; then a round is a dispatch figure; then the one that the unit reports. */
function basisOf(period: string, waiting: readonly Series[], bases: readonly Basis[]): Basis {
  const asked = onlyOne(waiting.filter((one) => one.period === period).map((one) => one.basis));
  if (asked !== null) return asked;
  const round = /-R\d{3}$/u.test(period);
  const fitting = bases.filter((basis) => (basis === "dispatch") === round);
  return onlyOne(fitting) ?? onlyOne(bases) ?? (round ? "dispatch" : "official");
}

function askedKey(one: Pick<Series, "indicator" | "region" | "measure">): string {
  return `${one.indicator}|${one.region}|${one.measure}`;
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}

function onlyOne<T>(values: readonly T[]): T | null {
  const different = new Set(values);
  return different.size === 1 ? (values[0] ?? null) : null;
}

function fault(message: string, known: Partial<Series>): Resolved {
  return { ok: false, message, known };
}
