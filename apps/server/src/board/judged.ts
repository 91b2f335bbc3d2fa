import type { Indicator, Numeric, Target } from "@diaodu/domain";
import { isGrowth, periodYear, sum } from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { ofYear } from "./fact-index.ts";

/**
 * The latest period of the headline's year that has what the target judges. A release may print the
 * growth of six months and the amount of five: the light then stands on the five, and says so.
 */
export function judgedPeriod(
  indicator: Indicator,
  target: Target | null,
  headline: PeriodFacts,
  periods: PeriodFacts[],
): PeriodFacts | null {
  const measure = target && isGrowth(target.measure) ? target.measure : "level";
  if (headline.byMeasure.has(measure)) return headline;
  const own = ofYear(periods, indicator.headline.periodKind, periodYear(headline.period));
  return own.filter((facts) => facts.byMeasure.has(measure)).at(-1) ?? null;
}

/**
 * What the target judges: a growth target its own growth, a rate the mean of the year's months
 * (the yearly target of a surveyed rate is one for the year's average), else the level.
 */
export function judgedValue(
  indicator: Indicator,
  target: Target | null,
  headline: PeriodFacts,
  periods: PeriodFacts[],
): Numeric | null {
  if (target && isGrowth(target.measure)) {
    return headline.byMeasure.get(target.measure)?.value ?? null;
  }
  const level = headline.byMeasure.get("level")?.value ?? null;
  if (indicator.kind !== "rate" || indicator.headline.periodKind !== "month") return level;
  const months = monthLevels(periods, periodYear(headline.period));
  return months.length === 0 ? level : sum(months).div(months.length);
}

/** Levels of the year's months so far, for the mean that a yearly rate target is about. */
export function monthLevels(periods: PeriodFacts[], year: number): string[] {
  return ofYear(periods, "month", year).flatMap(
    (facts) => facts.byMeasure.get("level")?.value ?? [],
  );
}
