/** Whether a reported figure jumps against its own history. Rule [E10] of SPEC.md. */
import { exact, round } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import type { IndicatorKind } from "../indicator.ts";
import type { DecimalString } from "../observation.ts";
import { comparePeriods, periodYear } from "../period.ts";
import type { PeriodCode } from "../period.ts";

export interface Point {
  readonly period: PeriodCode;
  readonly value: DecimalString;
}

/** Periods looked back at, and how many steps among them make a history. */
const LOOK_BACK = 13;
const ENOUGH_STEPS = 4;
/** A step this many times the largest of the history is a jump. */
const TIMES = 3;

/**
 * A Chinese warning where a figure moves unlike its history, or null. Only ever a question to the
 * person who reports: a jump is not refused. [E10]
 *
 * A cumulative figure that falls within its year always warns. Otherwise the step from the period
 * before is held against the largest of the last twelve steps: more than three times as large warns.
 * With fewer than four steps known, a change of more than half of the value before does.
 *
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
    .slice(-LOOK_BACK);
  const last = before.at(-1);
  if (last === undefined) return null;
  const cumulative = kind === "cumulative" || kind === "count" || kind === "days";
  const sameYear = periodYear(last.period) === periodYear(next.period);
  if (cumulative && sameYear && exact(next.value).lt(last.value)) {
    return `累计数比上期（${last.value}）减少`;
  }
  const step = stepOf(last, next, cumulative);
  const steps = before
    .slice(1)
    .map((point, index) => stepOf(before[index] ?? point, point, cumulative).abs());
  if (steps.length < ENOUGH_STEPS) {
    // The first figure of a year has no step to compare with.
    if (cumulative && !sameYear) return null;
    const half = exact(last.value).abs().div(2);
    return !half.isZero() && step.abs().gt(half) ? `与上期（${last.value}）相差过半` : null;
  }
  const largest = steps.reduce((one, other) => (other.gt(one) ? other : one));
  if (step.abs().lte(largest.times(TIMES))) return null;
  const moved = round(step.abs(), 2, "half_up");
  return `比上期${step.isNeg() ? "减少" : "增加"} ${moved}，近 ${steps.length} 期最大变动为 ${round(largest, 2, "half_up")}`;
}

/** What came between two periods; cumulative figures start from nothing every year. */
function stepOf(from: Point, to: Point, cumulative: boolean): Exact {
  const restarts = cumulative && periodYear(from.period) !== periodYear(to.period);
  return restarts ? exact(to.value) : exact(to.value).minus(from.value);
}
