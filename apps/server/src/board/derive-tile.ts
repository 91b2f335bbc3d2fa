import type { AirDays, Bar, Tile } from "@diaodu/contracts";
import type { Indicator, Standing, StoredObservation, Target } from "@diaodu/domain";
import { freshness, periodEnd, periodLabel, round, storedRoundSpanOf } from "@diaodu/domain";
import type { BoardRow } from "@diaodu/storage";
import { airDaysOf, POLLUTANTS } from "./air-days.ts";
import { controlBar, daysBar, growthsBar, progressBar } from "./bar.ts";
import type { PeriodFacts } from "./fact-index.ts";
import { tileKey } from "./fact-index.ts";
import { toFigure } from "./figure.ts";
import { judgeRow, periodEndOf } from "./judge-row.ts";
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
  const judgement = judgeRow(known, row);
  if (judgement === null) return null;
  const { indicator, region, onYear, year, periods, headline, target, judgedOn, standing } =
    judgement;
  const days = indicator.family === "air" ? airDaysOf(known, region.code, year) : null;
  // Last year's figure is drawn without this year's plan and lines: it was never measured by them.
  const ownTarget = target?.year === year ? target : null;
  const plan = yearPlanOf(indicator, ownTarget);
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
      standing?.kind === "progress"
        ? {
            completion: round(standing.completion, 1),
            scheduled: round(standing.scheduled, 1),
            gap: round(standing.gap, 1),
            method: target?.path.method ?? "monthly",
          }
        : null,
    light: lightCardOf({ rules: known.rules, calendar: known.calendar, ...judgement }),
    bar: barOf({ indicator, target: ownTarget, plan, standing, headline, periods, days }),
    remaining:
      judgedOn && target && standing
        ? remainingOf({
            indicator,
            target,
            standing,
            headline: judgedOn,
            periods,
            days,
            on: known.on,
            calendar: known.calendar,
          })
        : [],
    note:
      judgedOn && judgedOn !== headline && standing?.kind === "progress"
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
