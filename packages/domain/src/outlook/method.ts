/** The two ways to see the year's end, and how well each saw it before. Rules [Q3]–[Q6] of SPEC.md. */
import { exact, sum } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import { isComplete, passedParts, summed, upToSameDay, valueOf } from "./course.ts";
import type { Course } from "./course.ts";

export type OutlookMethod = "share" | "pace";

/** Past years whose share of the year is averaged. [Q3] */
const SHARE_YEARS = 3;
/** Steps that make the recent pace. [Q4] */
const PACE_STEPS = 3;

/** The year's outcome as one method sees it. */
export interface Foresight {
  readonly method: OutlookMethod;
  /** In the unit of the figures, unrounded. */
  readonly value: Exact;
  /** Past years that it rests on, newest first; none for the pace. */
  readonly years: readonly number[];
}

/** How far a method was off at the same point of past years. */
export interface PastError {
  /** The largest, as a share of that year's outcome: 0.05 is 5 %. Never negative. */
  readonly worst: Exact;
  /** Past years in which it could be tried. */
  readonly years: number;
}

/** Past years that are whole and have the day on which `now` stands, newest first. */
export function comparableYears(now: Course, past: readonly Course[]): Course[] {
  const end = now.steps.at(-1)?.end;
  if (end === undefined) return [];
  return past
    .filter((course) => course.year < now.year && isComplete(course))
    .filter((course) => {
      const then = upToSameDay(course, end);
      return then !== null && valueOf(course).gt(0) && valueOf(then).gt(0);
    })
    .toSorted((a, b) => b.year - a.year);
}

/**
 * The value so far over the mean share of the year's outcome that past years had by the same day;
 * for a mean, over the mean ratio of the mean to date to the year's. Null without such a year. [Q3]
 */
export function foreseeByShare(now: Course, past: readonly Course[]): Foresight | null {
  const end = now.steps.at(-1)?.end;
  const years = comparableYears(now, past).slice(0, SHARE_YEARS);
  if (end === undefined || years.length === 0) return null;
  const shares = years.map((course) => {
    const then = upToSameDay(course, end);
    return then ? valueOf(then).div(valueOf(course)) : exact(0);
  });
  const share = sum(shares).div(shares.length);
  return { method: "share", value: valueOf(now).div(share), years: years.map(({ year }) => year) };
}

/** The sum so far and, for each part left, the mean of the last three steps. [Q4] */
export function foreseeByPace(now: Course): Foresight | null {
  const recent = now.steps.slice(-PACE_STEPS);
  const parts = recent.reduce((all, step) => all + step.parts, 0);
  if (parts === 0) return null;
  const pace = sum(recent.map((step) => step.amount)).div(parts);
  const total = summed(now).plus(pace.times(now.whole - passedParts(now)));
  const value = now.of === "mean" ? total.div(now.whole) : total;
  return { method: "pace", value, years: [] };
}

/**
 * The method tried on the same day of each comparable past year, with nothing but what was known
 * then: the share of a past year comes from the years before it. Null where it cannot be tried. [Q5]
 */
export function pastError(
  method: OutlookMethod,
  now: Course,
  past: readonly Course[],
): PastError | null {
  const end = now.steps.at(-1)?.end;
  if (end === undefined) return null;
  const errors = comparableYears(now, past).flatMap((course) => {
    const then = upToSameDay(course, end);
    const seen = then && (method === "share" ? foreseeByShare(then, past) : foreseeByPace(then));
    return seen ? [seen.value.div(valueOf(course)).minus(1).abs()] : [];
  });
  if (errors.length === 0) return null;
  const worst = errors.reduce((one, other) => (other.gt(one) ? other : one));
  return { worst, years: errors.length };
}
