/** How a year went, step by step. Rules [Q1] [Q2] of SPEC.md. */
import { exact, sum } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import type { DecimalString } from "../observation.ts";
import {
  dateParts,
  dayOfYear,
  daysInMonth,
  daysInYear,
  endOfMonth,
  plainDate,
} from "../plain-date.ts";
import type { PlainDate } from "../plain-date.ts";

/** What a stretch of the year brought: `parts` days (or months) that end with `end`. */
interface Step {
  readonly end: PlainDate;
  readonly parts: number;
  readonly amount: Exact;
}

/**
 * A year as a sum that grows in steps. A mean is kept as the sum that it is made of, so that one
 * arithmetic serves both. [Q2]
 */
export interface Course {
  readonly year: number;
  /** What its value is: the sum itself, or the sum over the parts. */
  readonly of: "sum" | "mean";
  /** Parts of the whole year: its days, or twelve months. */
  readonly whole: number;
  /** Oldest first. */
  readonly steps: readonly Step[];
}

/** A value at the end of a day of the year: the sum, or the mean, since 1 January. */
export interface CoursePoint {
  readonly date: PlainDate;
  readonly value: DecimalString;
}

/** Cumulative sums at dates of one year, oldest first; of several on one date the last counts. [Q1] */
export function sumCourse(year: number, points: readonly CoursePoint[]): Course {
  return { year, of: "sum", whole: daysInYear(year), steps: stepsOf(points, (value) => value) };
}

/** Means since 1 January at dates of one year, oldest first, weighted by days. [Q2] */
export function meanCourse(year: number, points: readonly CoursePoint[]): Course {
  const steps = stepsOf(points, (value, days) => value.times(days));
  return { year, of: "mean", whole: daysInYear(year), steps };
}

/** Rates of single months of one year, oldest first; a month without one is as those known. [Q2] */
export function monthCourse(
  year: number,
  months: readonly { month: number; value: DecimalString }[],
): Course {
  const steps = months.map(({ month, value }) => ({
    end: endOfMonth(year, month),
    parts: 1,
    amount: exact(value),
  }));
  return { year, of: "mean", whole: 12, steps };
}

function stepsOf(
  points: readonly CoursePoint[],
  summed: (value: Exact, days: number) => Exact,
): Step[] {
  const byDay = new Map(points.map((point) => [dayOfYear(point.date), point]));
  let day = 0;
  let before = exact(0);
  return [...byDay].map(([end, { date, value }]) => {
    const now = summed(exact(value), end);
    const step = { end: date, parts: end - day, amount: now.minus(before) };
    day = end;
    before = now;
    return step;
  });
}

/** Parts of the year that have passed at the last step. */
export function passedParts({ whole, steps }: Course): number {
  const last = steps.at(-1);
  if (!last) return 0;
  return whole === 12 ? dateParts(last.end).month : dayOfYear(last.end);
}

/** The sum since 1 January. Parts without a figure count as much as those with one. [Q2] */
export function summed(course: Course): Exact {
  const covered = course.steps.reduce((parts, step) => parts + step.parts, 0);
  if (covered === 0) return exact(0);
  return sum(course.steps.map((step) => step.amount))
    .times(passedParts(course))
    .div(covered);
}

/** The course's own value so far: its sum, or its mean. Zero before the first step. */
export function valueOf(course: Course): Exact {
  const passed = passedParts(course);
  if (course.of === "sum" || passed === 0) return summed(course);
  return summed(course).div(passed);
}

/** Whether the course has the whole year. */
export function isComplete({ whole, steps }: Course): boolean {
  return steps.reduce((parts, step) => parts + step.parts, 0) === whole;
}

/**
 * The course as it stood on the same day of its own year: a month's end meets the month's end, so
 * that 28 February meets 29 February. Null where no step ends there. [Q1]
 */
export function upToSameDay(course: Course, date: PlainDate): Course | null {
  const day = sameDayOf(course.year, date);
  const steps = course.steps.filter(({ end }) => end <= day);
  return steps.at(-1)?.end === day ? { ...course, steps } : null;
}

/** The day of `year` that a date is compared with. [Q1] */
export function sameDayOf(year: number, date: PlainDate): PlainDate {
  const { year: own, month, day } = dateParts(date);
  const last = daysInMonth(year, month);
  return plainDate(year, month, day === daysInMonth(own, month) ? last : Math.min(day, last));
}
