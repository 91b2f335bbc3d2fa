import type { Tile } from "@diaodu/contracts";
import type { Indicator, PlainDate, RoundCalendar, Standing, Target } from "@diaodu/domain";
import {
  affordableBadDays,
  allowedMean,
  allowedRate,
  dayOfYear,
  daysInYear,
  exact,
  formatFigure,
  formatSigned,
  isGrowth,
  neededGrowth,
  neededPerPart,
  remainingRounds,
  requiredValue,
  roundingOf,
} from "@diaodu/domain";
import type { Requirement } from "@diaodu/domain";
import type { AirDays } from "@diaodu/contracts";
import type { PeriodFacts } from "./fact-index.ts";
import { ofYear } from "./fact-index.ts";

export interface RemainingInput {
  indicator: Indicator;
  target: Target;
  /** 确保 standing of the headline. */
  standing: Standing;
  headline: PeriodFacts;
  periods: PeriodFacts[];
  days: AirDays | null;
  /** First day of the running round. */
  on: PlainDate;
  calendar: RoundCalendar;
}

/** What the rest of the year must bring for 确保 and 力争; empty where nothing can be said. */
export function remainingOf(input: RemainingInput): Tile["remaining"] {
  const { target } = input;
  const base = wordsFor(input, target.base);
  const stretch = target.stretch ? wordsFor(input, target.stretch) : null;
  return [
    ...(base ? [{ level: "base" as const, words: base }] : []),
    ...(stretch ? [{ level: "stretch" as const, words: stretch }] : []),
  ];
}

function wordsFor(input: RemainingInput, requirement: Requirement): string | null {
  const { indicator, target, days } = input;
  const line = requiredValue(requirement, indicator.direction);
  if (line === null) return null;
  if (isGrowth(target.measure)) return growthWords(input, line.toFixed());
  if (indicator.kind === "days") return days ? dayWords(days, target.year, line.toNumber()) : null;
  if (indicator.kind === "average") return meanWords(input, line.toFixed());
  if (indicator.kind === "rate") return rateWords(input, line.toFixed());
  return amountWords(input, line.toFixed());
}

/** Rounds left after the running one, counted within the target's year. */
function roundsLeft({ on, calendar }: RemainingInput, year: number): number {
  if (Number(on.slice(0, 4)) > year) return 0;
  return remainingRounds(on, calendar);
}

function amountWords(input: RemainingInput, plan: string): string | null {
  const { indicator, target, headline } = input;
  const done = headline.byMeasure.get("level");
  if (!done) return null;
  if (exact(done.value).gte(exact(plan))) return "已完成全年任务";
  const each = neededPerPart(plan, done.value, roundsLeft(input, target.year));
  if (each === null) return null;
  // One decimal more than the level: a round brings a fraction of what a year does.
  const decimals = each.lt(100) ? indicator.decimals + 1 : indicator.decimals;
  return `每期还需 ${formatFigure(each, decimals)} ${indicator.unit}`;
}

function growthWords({ headline, periods, target }: RemainingInput, growth: string): string | null {
  const done = headline.byMeasure.get("level");
  const year = Number(headline.period.slice(0, 4));
  if (!done || year !== target.year) return null;
  const lastYear = ofYear(periods, "ytd", year - 1);
  const whole = lastYear.find(({ period }) => /-12$|^\d{4}$/u.test(period))?.byMeasure.get("level");
  const same = lastYear
    .find(({ period }) => period.endsWith(headline.period.slice(-3)))
    ?.byMeasure.get("level");
  // Only where levels and published growth agree do the two years stand on one base. [domain 0.1]
  const published = headline.byMeasure.get(target.measure);
  if (!whole || !same || !published) return null;
  const computed = exact(done.value).div(exact(same.value)).minus(1).times(100);
  if (computed.minus(exact(published.value)).abs().gt("0.3")) return null;
  const rest = neededGrowth({
    target: growth,
    lastYear: whole.value,
    lastYearToDate: same.value,
    yearToDate: done.value,
  });
  return rest === null ? null : `后续月份同比需 ${formatSigned(rest, 1)}%`;
}

function dayWords(days: AirDays, year: number, target: number): string {
  const left = affordableBadDays({
    goodTarget: target,
    daysInYear: daysInYear(year),
    bad: days.valid - days.good,
    invalid: days.aqi.length - days.valid,
  });
  return left >= 0 ? `还可超标 ${left} 天` : `已超出可超标天数 ${-left} 天`;
}

function meanWords(
  { indicator, target, headline, days }: RemainingInput,
  line: string,
): string | null {
  const mean = headline.byMeasure.get("level");
  if (!mean || !days) return null;
  const rest = allowedMean({
    target: line,
    mean: mean.value,
    passed: days.aqi.length === 0 ? dayOfYear(mean.asOf) : days.aqi.length,
    whole: daysInYear(target.year),
  });
  if (rest === null) return null;
  if (rest.lt(0)) return "余下时间已无法达到";
  return `余下日均须不高于 ${formatFigure(rest, indicator.decimals, roundingOf(indicator))} ${indicator.unit}`;
}

function rateWords({ target, periods }: RemainingInput, line: string): string | null {
  const months = ofYear(periods, "month", target.year).flatMap(
    (facts) => facts.byMeasure.get("level")?.value ?? [],
  );
  const rest = months.length < 12 ? allowedRate(line, months) : null;
  return rest === null ? null : `余下月均可至 ${formatFigure(rest, 1)}%`;
}
