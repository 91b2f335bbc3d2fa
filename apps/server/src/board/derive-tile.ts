import type { AirDays, Bar, Tile } from "@diaodu/contracts";
import type { Indicator, Region, Standing, StoredObservation, Target } from "@diaodu/domain";
import {
  freshness,
  periodEnd,
  periodLabel,
  periodYear,
  round,
  storedRoundSpanOf,
  standingOf,
} from "@diaodu/domain";
import type { BoardRow } from "@diaodu/storage";
import { airDaysOf, goodDayFacts, meanFacts, POLLUTANTS } from "./air-days.ts";
import { controlBar, daysBar, growthsBar, progressBar } from "./bar.ts";
import type { PeriodFacts } from "./fact-index.ts";
import { headlinePeriod, tileKey } from "./fact-index.ts";
import { toFigure } from "./figure.ts";
import { judgedPeriod, judgedValue } from "./judged.ts";
import type { Known } from "./known.ts";
import { lightCardOf } from "./light-card.ts";
import { noteOf } from "./note.ts";
import { outlookOf } from "./outlook.ts";
import { plannedPoints, yearPlanOf } from "./plan.ts";
import { remainingOf } from "./remaining.ts";
import { seriesOf } from "./series.ts";

/** Keys of the tiles that some accepted facts may alter: their own, and what daily air adds up to. */
export function tilesTouchedBy(
  facts: readonly StoredObservation[],
  indicators: ReadonlyMap<string, Indicator>,
): Set<string> {
  const keys = new Set<string>();
  const days = [...indicators.values()].filter((indicator) => indicator.kind === "days");
  for (const fact of facts) {
    keys.add(tileKey(fact.indicator, fact.region));
    if (POLLUTANTS.some((pollutant) => pollutant === fact.indicator)) {
      for (const indicator of days) keys.add(tileKey(indicator.code, fact.region));
    }
  }
  return keys;
}

/** Everything that the views say about one row of the board; null where the catalogue lacks the row. */
export function deriveTile(known: Known, row: BoardRow): Tile | null {
  const indicator = known.indicators.get(row.indicator);
  const region = known.regions.get(row.region);
  if (!indicator || !region) return null;
  const onYear = Number(known.on.slice(0, 4));
  const periods = periodsOf(known, indicator, region, onYear);
  const headline = headlinePeriod(indicator, periods);
  const year = headline ? periodYear(headline.period) : onYear;
  const days = indicator.family === "air" ? airDaysOf(known, region.code, year) : null;
  // A yearly figure of last year stands beside this year's target without being judged by it.
  const target =
    targetOf(known.targets, row.indicator, row.region, year) ??
    targetOf(known.targets, row.indicator, row.region, onYear);
  // Last year's figure is drawn without this year's plan and lines: it was never measured by them.
  const ownTarget = target?.year === year ? target : null;
  const plan = yearPlanOf(indicator, ownTarget);
  const judgedOn = headline && judgedPeriod(indicator, target, headline, periods);
  const value = judgedOn && judgedValue(indicator, target, judgedOn, periods);
  const judged =
    judgedOn && value !== null && (target === null || target.year === year)
      ? standingOf({ indicator, target, value, date: periodEndOf(judgedOn, known) })
      : null;
  const dispatch = known.facts.periods(row.indicator, row.region, ["dispatch"]).at(-1);
  const newer =
    dispatch &&
    (!headline ||
      periodEnd(dispatch.period, storedRoundSpanOf(known.calendar)) > periodEndOf(headline, known));
  return {
    key: tileKey(row.indicator, row.region),
    seq: newestSeq([...(headline ? [headline] : []), ...periods, ...(dispatch ? [dispatch] : [])]),
    indicator: indicator.code,
    name: indicator.name,
    shortName: indicator.shortName,
    family: indicator.family,
    kind: indicator.kind,
    unit: indicator.unit,
    decimals: indicator.decimals,
    region: { code: region.code, name: region.shortName },
    leadUnit: indicator.leadUnit,
    leader: indicator.leader,
    simulatedOwner: indicator.simulatedOwner,
    figure: headline ? toFigure(indicator, headline, onYear) : null,
    dispatch: dispatch && newer ? toFigure(indicator, dispatch, onYear) : null,
    target: target && {
      year: target.year,
      words: target.words,
      base: lineText(target.base),
      stretch: target.stretch && lineText(target.stretch),
      source: target.source,
      simulated: target.simulated,
      revision: target.revision,
    },
    progress:
      judged?.kind === "progress"
        ? {
            completion: round(judged.completion, 1),
            scheduled: round(judged.scheduled, 1),
            gap: round(judged.gap, 1),
            method: target?.path.method ?? "monthly",
          }
        : null,
    light: lightCardOf({
      rules: known.rules,
      indicator,
      target,
      standing: judged,
      headline,
      judgedOn,
      periods,
      calendar: known.calendar,
    }),
    bar: barOf({ indicator, target: ownTarget, plan, standing: judged, headline, periods, days }),
    remaining:
      judgedOn && target && judged
        ? remainingOf({
            indicator,
            target,
            standing: judged,
            headline: judgedOn,
            periods,
            days,
            on: known.on,
            calendar: known.calendar,
          })
        : [],
    note:
      judgedOn && judgedOn !== headline && judged?.kind === "progress"
        ? `进度按 ${periodLabel(judgedOn.period)} 计算`
        : noteOf(indicator, headline, periods, days),
    freshness: freshnessOf(indicator, headline, known),
    series: seriesOf({
      indicator,
      periods,
      year,
      plan: plan ? plannedPoints(plan) : [],
      calendar: known.calendar,
    }),
    ...outlookOf({ known, indicator, region, target: ownTarget, headline, periods }),
    days,
  };
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

function barOf(input: {
  indicator: Indicator;
  target: Target | null;
  plan: ReturnType<typeof yearPlanOf>;
  standing: Standing | null;
  headline: PeriodFacts | null;
  periods: PeriodFacts[];
  days: AirDays | null;
}): Bar | null {
  const { indicator, target, plan, standing, headline, periods, days } = input;
  if (indicator.kind === "days") return days ? daysBar(days) : null;
  if (plan && standing?.kind === "progress") return progressBar(plan, standing);
  const level = headline?.byMeasure.get("level");
  const line =
    indicator.kind === "rate" || indicator.kind === "average" || indicator.kind === "index";
  if (line && target && target.measure === "level" && level) {
    return controlBar(indicator, target, Number(level.value));
  }
  return growthsBar(indicator, periods, target);
}

function freshnessOf(
  indicator: Indicator,
  headline: PeriodFacts | null,
  known: Known,
): Tile["freshness"] {
  // Daily air is fresh by its last day, not by the month that the day falls in.
  const latest = headline ? (headline.throughDay ?? headline.period) : null;
  if (latest === null || indicator.frequency === "year")
    return { nextPeriodLabel: null, dueOn: null };
  const { next, dueOn } = freshness(indicator, latest, known.on, known.calendar);
  return { nextPeriodLabel: periodLabel(next), dueOn };
}

/** A cumulative figure made of days reaches to its last day, a published one to its period's end. */
function periodEndOf(facts: PeriodFacts, { calendar }: Pick<Known, "calendar">): string {
  return facts.throughDay ?? periodEnd(facts.period, storedRoundSpanOf(calendar));
}

function newestSeq(periods: PeriodFacts[]): number {
  return periods.reduce(
    (newest, facts) =>
      [...facts.byMeasure.values()].reduce((seq, fact) => Math.max(seq, fact.seq), newest),
    0,
  );
}

function lineText(requirement: Target["base"]): string | null {
  switch (requirement.form) {
    case "floor":
      return requirement.low;
    case "ceiling":
      return requirement.high;
    case "around":
    case "point":
    case "reduction":
      return requirement.value;
    case "range":
      return `${requirement.low}—${requirement.high}`;
    case "relative":
    case "none":
      return null;
  }
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
