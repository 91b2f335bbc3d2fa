/** The planned cumulative value at any date of the year. Rules [G1]–[G5] of SPEC.md. */
import { exact, settle } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";
import type { Fault } from "./observation.ts";
import {
  addDays,
  dateParts,
  dayOfYear,
  daysBetween,
  daysInMonth,
  daysInYear,
  isPlainDate,
  plainDate,
} from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";
import type { Milestone, PathSpec } from "./target.ts";

/**
 * Share of the year's task (0–1) that the path expects by the end of `date`, unrounded.
 * monthly: n/12 at the end of month n, and by days inside a month [G1]; daily: d/365 or d/366 [G2];
 * last_year_curve: the cumulative share at month ends, and by days inside a month [G3];
 * milestones: straight lines between the points, from zero before 1 January, over `total` [G4].
 * Dates before the target's year give 0, after it 1.
 * @param total the year's task, in the target's unit; needed by milestones only.
 * @throws RangeError on a faulty path (see pathFaults).
 */
export function plannedShare(
  path: PathSpec,
  year: number,
  date: PlainDate,
  total: Numeric | null = null,
): Exact {
  const at = dateParts(date).year;
  if (at < year) return exact(0);
  if (at > year) return exact(1);
  switch (path.method) {
    case "monthly": {
      const { month } = dateParts(date);
      return shareInMonth(date)
        .plus(month - 1)
        .div(12);
    }
    case "daily":
      return exact(dayOfYear(date)).div(daysInYear(year));
    case "last_year_curve": {
      const { month } = dateParts(date);
      const end = curvePoint(path.shares, month);
      const start = month === 1 ? exact(0) : curvePoint(path.shares, month - 1);
      return start.plus(end.minus(start).times(shareInMonth(date)));
    }
    case "milestones": {
      const whole = total === null ? milestoneTotal(path.points) : exact(total);
      return whole.isZero() ? exact(0) : milestoneValue(path.points, date).div(whole);
    }
  }
}

/** The planned cumulative value at the end of `date`, in the unit of `total`, unrounded. [G5] */
export function plannedValue(path: PathSpec, year: number, date: PlainDate, total: Numeric): Exact {
  return settle(plannedShare(path, year, date, total).times(exact(total)));
}

/**
 * What is wrong with a path for a year: a curve needs twelve shares that never fall and end at 1;
 * milestones need dates of that year in order. Field paths are relative to the path.
 */
export function pathFaults(path: PathSpec, year: number): Fault[] {
  const faults: Fault[] = [];
  if (path.method === "last_year_curve") {
    if (path.shares.length !== 12)
      faults.push({ path: "shares", message: "须有 12 个月末累计占比" });
    path.shares.forEach((share, index) => {
      const before = index === 0 ? "0" : path.shares[index - 1];
      if (before !== undefined && exact(share).lt(exact(before))) {
        faults.push({ path: `shares.${index}`, message: "累计占比不能下降" });
      }
    });
    const last = path.shares.at(-1);
    if (last !== undefined && !exact(last).eq(1)) {
      faults.push({ path: "shares.11", message: "12 月末累计占比须为 1" });
    }
  }
  if (path.method === "milestones") {
    if (path.points.length === 0) faults.push({ path: "points", message: "至少要有一个节点" });
    path.points.forEach((point, index) => {
      const before = path.points[index - 1];
      if (!isPlainDate(point.date) || dateParts(point.date).year !== year) {
        faults.push({ path: `points.${index}.date`, message: `节点日期须在 ${year} 年内` });
      } else if (before && before.date >= point.date) {
        faults.push({ path: `points.${index}.date`, message: "节点日期须依次递增" });
      }
    });
  }
  return faults;
}

/**
 * The first date of the year at whose end the plan reaches `done`: where the plan stood when it asked
 * for this much. Null when the plan never asks for so much within the year. [G6]
 */
export function dateOfPlan(
  path: PathSpec,
  year: number,
  total: Numeric,
  done: Numeric,
): PlainDate | null {
  const target = exact(done);
  let low = 1;
  let high = daysInYear(year) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (plannedValue(path, year, dateAt(year, middle), total).gte(target)) high = middle;
    else low = middle + 1;
  }
  return low > daysInYear(year) ? null : dateAt(year, low);
}

function dateAt(year: number, ordinal: number): PlainDate {
  return addDays(plainDate(year, 1, 1), ordinal - 1);
}

/** Share of the month that has passed at the end of the date: day / days of the month. */
function shareInMonth(date: PlainDate): Exact {
  const { year, month, day } = dateParts(date);
  return exact(day).div(daysInMonth(year, month));
}

function curvePoint(shares: readonly string[], month: number): Exact {
  const share = shares[month - 1];
  if (share === undefined) throw new RangeError(`curve has no share for month ${month}`);
  return exact(share);
}

function milestoneTotal(points: readonly Milestone[]): Exact {
  return exact(points.at(-1)?.value ?? "0");
}

function milestoneValue(points: readonly Milestone[], date: PlainDate): Exact {
  const origin = { date: `${dateParts(date).year - 1}-12-31`, value: "0" };
  let before: Milestone = origin;
  for (const point of points) {
    if (point.date >= date) {
      const span = daysBetween(before.date, point.date);
      const rise = exact(point.value).minus(exact(before.value));
      return exact(before.value).plus(rise.times(daysBetween(before.date, date)).div(span));
    }
    before = point;
  }
  return exact(before.value);
}
