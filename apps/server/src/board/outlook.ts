import type { Tile } from "@diaodu/contracts";
import type { Course, CoursePoint, Indicator, Region, RoundSpan, Target } from "@diaodu/domain";
import {
  dateParts,
  foresightWords,
  meanCourse,
  monthCourse,
  outlookWords,
  periodEnd,
  periodYear,
  storedRoundSpanOf,
  sumCourse,
  yearOutlook,
} from "@diaodu/domain";
import { airCourse } from "./air-course.ts";
import type { PeriodFacts } from "./fact-index.ts";
import { ofYear } from "./fact-index.ts";
import { labelOf } from "./figure.ts";
import type { Known } from "./known.ts";
import { YEARS_BACK } from "./known.ts";

export interface OutlookInput {
  known: Known;
  indicator: Indicator;
  region: Region;
  /** Of the headline's own year; null where that year has none. */
  target: Target | null;
  headline: PeriodFacts | null;
  periods: PeriodFacts[];
}

/** Where the year of the headline is likely to end, or why nobody can say. [Q1]–[Q10] */
export function outlookOf(input: OutlookInput): Pick<Tile, "outlook" | "outlookWhy"> {
  const { known, indicator, target, headline } = input;
  const never = whyNever(indicator);
  if (never !== null) return none(never);
  if (!headline) return none("数据不足：今年还没有可用的数值");
  const year = periodYear(headline.period);
  const [now, ...past] = Array.from({ length: YEARS_BACK + 1 }, (_, back) =>
    courseOf(input, headline, year - back),
  );
  const result = yearOutlook({
    now: now ?? sumCourse(year, []),
    past: past.filter((course) => course !== null),
    leastSteps: indicator.frequency === "quarter" ? 2 : 3,
    dayCount: indicator.kind === "days",
  });
  if (!result.ok) return none(result.why);
  const { outlook } = result;
  // Growth targets say nothing of levels: the two years may stand on different bases. [T8]
  const targets = target?.measure === "level" ? target : null;
  return {
    outlook: {
      low: outlook.low.toDecimalPlaces(indicator.decimals + 1).toNumber(),
      high: outlook.high.toDecimalPlaces(indicator.decimals + 1).toNumber(),
      words: `${outlookWords(indicator, outlook, targets, Number(known.on.slice(0, 4)))}${basisWords(input, headline)}`,
      methods: outlook.methods.map((seen) => foresightWords(indicator, outlook, seen)),
    },
    outlookWhy: null,
  };
}

/** A release may print the growth of nine months and the amount of six: the outlook says its own. */
function basisWords({ known, indicator, periods }: OutlookInput, headline: PeriodFacts): string {
  const year = periodYear(headline.period);
  const span = storedRoundSpanOf(known.calendar);
  const last = ofYear(periods, indicator.headline.periodKind, year).findLast(
    (facts) => pointOf(facts, span).length > 0,
  );
  if (!last || last.period === headline.period) return "";
  return `（据${labelOf(indicator, last.period)}数值）`;
}

function none(why: string): Pick<Tile, "outlook" | "outlookWhy"> {
  return { outlook: null, outlookWhy: why };
}

/** Percentiles are made of single days and not of what came before. [Q2] */
const PERCENTILES = new Set(["co", "o3_8h"]);

/** Why an indicator of this sort never has one. [Q8] */
function whyNever({ code, kind, headline }: Indicator): string | null {
  switch (kind) {
    case "growth_only":
      return "只公布增速，不由增速推算全年数值";
    case "rank":
    case "index":
      return "位次和指数不累计，不作全年预计";
    case "average":
      return PERCENTILES.has(code) ? "按百分位数评价，不由累计值推算全年" : null;
    case "rate":
      return headline.periodKind === "month" ? null : "没有逐月数值，不作全年预计";
    case "cumulative":
    case "count":
    case "days":
      return headline.periodKind === "ytd" ? null : "没有年内累计数，不作全年预计";
  }
}

function courseOf(input: OutlookInput, headline: PeriodFacts, year: number): Course | null {
  const { known, indicator, region, periods } = input;
  if (headline.throughDay !== undefined) {
    return airCourse(known, indicator, region.code, year, headline.throughDay);
  }
  const span = storedRoundSpanOf(known.calendar);
  const points = ofYear(periods, indicator.headline.periodKind, year).flatMap((facts) =>
    pointOf(facts, span),
  );
  if (indicator.kind === "rate") {
    const months = points.map(({ date, value }) => ({ month: dateParts(date).month, value }));
    return monthCourse(year, months);
  }
  return indicator.kind === "average" ? meanCourse(year, points) : sumCourse(year, points);
}

/** What was, never what somebody expected. [Q1] */
function pointOf(facts: PeriodFacts, span: RoundSpan): CoursePoint[] {
  const level = facts.byMeasure.get("level");
  if (!level || level.status === "forecast") return [];
  return [{ date: periodEnd(facts.period, span), value: level.value }];
}
