import type { Indicator, Numeric, Region, Standing, Target } from "@diaodu/domain";
import { periodEnd, periodYear, storedRoundSpanOf, standingOf } from "@diaodu/domain";
import type { BoardRow } from "@diaodu/storage";
import { goodDayFacts, meanFacts } from "./air-days.ts";
import type { PeriodFacts } from "./fact-index.ts";
import { headlinePeriod } from "./fact-index.ts";
import { judgedPeriod, judgedValue } from "./judged.ts";
import type { Known } from "./known.ts";

/** The figures of one row of the board, and where what its target judges stands. */
export interface Judgement {
  readonly indicator: Indicator;
  readonly region: Region;
  /** Year that the board stands in. */
  readonly onYear: number;
  readonly periods: PeriodFacts[];
  readonly headline: PeriodFacts | null;
  /** Year of the headline; the board's own where there is none. */
  readonly year: number;
  readonly target: Target | null;
  /** The period that the standing is about; may be earlier than the headline. */
  readonly judgedOn: PeriodFacts | null;
  readonly value: Numeric | null;
  readonly standing: Standing | null;
}

/** Null where the catalogue lacks the row. */
export function judgeRow(known: Known, row: BoardRow): Judgement | null {
  const indicator = known.indicators.get(row.indicator);
  const region = known.regions.get(row.region);
  if (!indicator || !region) return null;
  const onYear = Number(known.on.slice(0, 4));
  const periods = periodsOf(known, indicator, region, onYear);
  const headline = headlinePeriod(indicator, periods);
  const year = headline ? periodYear(headline.period) : onYear;
  // A yearly figure of last year stands beside this year's target without being judged by it.
  const target =
    targetOf(known.targets, row.indicator, row.region, year) ??
    targetOf(known.targets, row.indicator, row.region, onYear);
  const judgedOn = headline && judgedPeriod(indicator, target, headline, periods);
  const value = judgedOn && judgedValue(indicator, target, judgedOn, periods);
  const standing =
    judgedOn && value !== null && (target === null || target.year === year)
      ? standingOf({ indicator, target, value, date: periodEndOf(judgedOn, known) })
      : null;
  return { indicator, region, onYear, periods, headline, year, target, judgedOn, value, standing };
}

/** Published periods, or those that daily air adds up to. */
export function periodsOf(
  known: Known,
  indicator: Indicator,
  region: Region,
  year: number,
): PeriodFacts[] {
  if (indicator.kind === "days") return goodDayFacts(known, indicator, region.code, year);
  if (indicator.kind === "average" && indicator.frequency === "day") {
    return meanFacts(known, indicator, region.code, year);
  }
  return known.facts.periods(indicator.code, region.code);
}

/** A cumulative figure made of days reaches to its last day, a published one to its period's end. */
export function periodEndOf(facts: PeriodFacts, { calendar }: Pick<Known, "calendar">): string {
  return facts.throughDay ?? periodEnd(facts.period, storedRoundSpanOf(calendar));
}

/** The target of a pair for a year; a year without one has none, whatever the year before had. */
function targetOf(
  targets: readonly Target[],
  indicator: string,
  region: string,
  year: number,
): Target | null {
  const own = targets.filter((one) => one.indicator === indicator && one.region === region);
  return own.find((one) => one.year === year) ?? null;
}
