/** Whether a reported figure jumps against its own history. Rule [E10] of SPEC.md. */
import { exact, round } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import type { IndicatorKind, Measure } from "../indicator.ts";
import type { DecimalString } from "../observation.ts";
import { comparePeriods, periodEnd, periodStart, periodYear } from "../period.ts";
import type { PeriodCode, PeriodKind } from "../period.ts";
import { daysBetween, plainDate } from "../plain-date.ts";

export interface Point {
  readonly period: PeriodCode;
  readonly value: DecimalString;
}

/** Periods looked back at. */
export const JUMP_LOOK_BACK = 13;
/** Steps that make a history; with fewer a bound of its own holds too. */
const ENOUGH_STEPS = 4;
/** A step this many times the largest of the history is a jump. */
const TIMES = 3;
/** Percentage points that growth may move while little of it is known: half of nearly nothing is nothing. */
const GROWTH_POINTS = 3;

/**
 * How the series of one measure behaves: a level as its indicator does, and it accumulates only over
 * periods that run from January; growth, shares and ranks of a cumulative indicator never do. [E10]
 */
export function seriesKind(
  kind: IndicatorKind,
  measure: Measure,
  periodKind: PeriodKind,
): IndicatorKind {
  if (measure === "rank") return "rank";
  if (measure === "share") return "rate";
  if (measure !== "level") return "growth_only";
  return accumulates(kind) && periodKind !== "ytd" && periodKind !== "round" ? "index" : kind;
}

/**
 * A Chinese warning where a figure moves unlike its history, or null. Only ever a question to the
 * person who reports: a jump is not refused. [E10]
 *
 * A cumulative figure warns where it falls within its year, or where it grew by more a day than three
 * times the fastest of the last twelve steps: by the day, because 1—2月 and gaps are longer than a
 * month. Any other warns where its step is more than three times the largest of the last twelve;
 * with fewer than four steps known it may also move by half of the value before, growth by 3 points.
 *
 * @param kind of the series: {@link seriesKind}
 * @param history figures of the same series, any order; those at or after `next` are ignored
 */
export function jumpWarning(
  kind: IndicatorKind,
  next: Point,
  history: readonly Point[],
): string | null {
  const before = history
    .filter(({ period }) => comparePeriods(period, next.period) < 0)
    .toSorted((a, b) => comparePeriods(a.period, b.period))
    .slice(-JUMP_LOOK_BACK);
  const last = before.at(-1);
  if (last === undefined) return null;
  if (accumulates(kind)) return paceWarning(next, last, before);
  const step = exact(next.value).minus(last.value);
  const steps = before.slice(1).map((point, index) => {
    const from = before[index] ?? point;
    return exact(point.value).minus(from.value).abs();
  });
  const largest = largestOf(steps);
  const bounds = [largest.times(TIMES)];
  if (steps.length < ENOUGH_STEPS) {
    bounds.push(kind === "growth_only" ? exact(GROWTH_POINTS) : exact(last.value).abs().div(2));
  }
  if (step.abs().lte(largestOf(bounds))) return null;
  return steps.length < ENOUGH_STEPS
    ? `与上期（${last.value}）相差 ${shown(step)}，变动较大`
    : `${movedWords(step)}，近 ${steps.length} 期最大变动为 ${shown(largest)}`;
}

function paceWarning(next: Point, last: Point, before: readonly Point[]): string | null {
  const within = periodYear(last.period) === periodYear(next.period);
  if (within && exact(next.value).lt(last.value)) return `累计数比上期（${last.value}）减少`;
  // The oldest figure counts too where its year's beginning is its own: from nothing to its value.
  const paces = before.map((point, index) => paceOf(before[index - 1], point).abs());
  const largest = largestOf(paces);
  if (paceOf(last, next).lte(largest.times(TIMES))) return null;
  const grown = within ? exact(next.value).minus(last.value) : exact(next.value);
  return `${within ? "比上期" : "年初以来"}增加 ${shown(grown)}，日均超过近 ${paces.length} 期最快时的 ${TIMES} 倍`;
}

/** What was added each day since the figure before; since the year began where that is of another year. */
function paceOf(from: Point | undefined, to: Point): Exact {
  const end = periodEnd(to.period);
  if (from !== undefined && periodYear(from.period) === periodYear(to.period)) {
    const days = Math.max(1, daysBetween(periodEnd(from.period), end));
    return exact(to.value).minus(from.value).div(days);
  }
  const began = plainDate(Number(periodStart(to.period).slice(0, 4)), 1, 1);
  return exact(to.value).div(daysBetween(began, end) + 1);
}

function accumulates(kind: IndicatorKind): boolean {
  return kind === "cumulative" || kind === "count" || kind === "days";
}

function largestOf(values: readonly Exact[]): Exact {
  return values.reduce((one, other) => (other.gt(one) ? other : one), exact(0));
}

function movedWords(step: Exact): string {
  return `比上期${step.isNeg() ? "减少" : "增加"} ${shown(step)}`;
}

function shown(value: Exact): string {
  return round(value.abs(), 2, "half_up");
}
