/** The band in which the year is likely to end. Rules [Q6]–[Q9] of SPEC.md. */
import { exact, settle } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import { isComplete, passedParts, summed } from "./course.ts";
import type { Course } from "./course.ts";
import { comparableYears, foreseeByPace, foreseeByShare, pastError } from "./method.ts";
import type { Foresight, PastError } from "./method.ts";

/** A method that was further off than this, a share of the outcome, is not followed. [Q8] */
const MOST_ERROR = "0.5";

export interface TestedForesight extends Foresight {
  /** Null where no past year lets it be tried. */
  readonly error: PastError | null;
  /** False where its past error is too large to follow it. */
  readonly followed: boolean;
}

/** All numbers in the unit of the figures, unrounded. */
export interface Outlook {
  readonly year: number;
  readonly of: Course["of"];
  readonly low: Exact;
  readonly high: Exact;
  readonly methods: readonly TestedForesight[];
}

export type OutlookResult = { ok: true; outlook: Outlook } | { ok: false; why: string };

/**
 * The outlook of the year, or a Chinese sentence why there is none.
 * @param past other years; those that are not whole or lack the day are left out
 * @param leastSteps steps without which the year has no pace yet [Q8]
 * @param dayCount whether a day adds at most one [Q7]
 */
export function yearOutlook(input: {
  now: Course;
  past: readonly Course[];
  leastSteps?: number;
  dayCount?: boolean;
}): OutlookResult {
  const { now, past, leastSteps = 3, dayCount = false } = input;
  const why = whyNone(now, past, leastSteps);
  if (why !== null) return { ok: false, why };
  const tested = [foreseeByShare(now, past), foreseeByPace(now)].flatMap((seen) => {
    if (!seen) return [];
    const error = pastError(seen.method, now, past);
    return [{ ...seen, error, followed: !error?.worst.gt(MOST_ERROR) }];
  });
  const followed = tested.filter((seen) => seen.followed && seen.value.gt(0));
  const errors = followed.flatMap(({ error }) => (error ? [error.worst] : []));
  // What was never tried is not trusted further than what was. [Q6]
  if (errors.length === 0) return { ok: false, why: "往年同期预计误差超过 50%，不作全年预计" };
  const untried = errors.reduce((one, other) => (other.gt(one) ? other : one));
  const edges = followed.map(({ value, error }) => {
    const worst = error?.worst ?? untried;
    return { low: value.div(worst.plus(1)), high: value.div(exact(1).minus(worst)) };
  });
  const within = boundsOf(now, dayCount);
  return {
    ok: true,
    outlook: {
      year: now.year,
      of: now.of,
      low: within(
        edges.map(({ low }) => low).reduce((one, other) => (other.lt(one) ? other : one)),
      ),
      high: within(
        edges.map(({ high }) => high).reduce((one, other) => (other.gt(one) ? other : one)),
      ),
      methods: tested,
    },
  };
}

function whyNone(now: Course, past: readonly Course[], leastSteps: number): string | null {
  const { length } = now.steps;
  if (length === 0) return "数据不足：今年还没有可用的数值";
  if (passedParts(now) === now.whole) return "全年数据已有，不再预计";
  const whole = past.filter((course) => course.year < now.year && isComplete(course));
  if (whole.length === 0) return "数据不足：缺少往年完整数据";
  if (comparableYears(now, past).length === 0) return "数据不足：往年没有同期数据可比";
  if (length < leastSteps) return `数据不足：今年只有 ${length} 期数据，至少需要 ${leastSteps} 期`;
  return null;
}

/** What is done stays done, and a day adds at most one. [Q7] */
function boundsOf(now: Course, dayCount: boolean): (value: Exact) => Exact {
  const done = now.of === "mean" ? summed(now).div(now.whole) : summed(now);
  const most = dayCount ? summed(now).plus(now.whole - passedParts(now)) : null;
  return (value) => {
    // What a repeating fraction leaves behind must not decide whether a target is met. [N2]
    const above = value.lt(done) ? done : settle(value);
    return most && above.gt(most) ? most : above;
  };
}
