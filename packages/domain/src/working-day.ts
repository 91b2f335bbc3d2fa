/**
 * Working days of mainland China: weekends, public holidays and the weekends worked in exchange.
 * Rule [C1] of SPEC.md. Years that the State Council has not announced fall back to weekends, until
 * the announcement is entered as days that differ.
 */
import chineseDays from "chinese-days";
import { addDays, dateParts } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";

/** A day that differs from the calendar that the library knows: an announcement, a local day. */
export interface DayOverride {
  date: PlainDate;
  working: boolean;
  /** What people call it: `国庆节`, `国庆节调休`. */
  name: string;
}

/** Looked up by date; kept per list, which is never changed in place. */
const byDate = new WeakMap<readonly DayOverride[], ReadonlyMap<PlainDate, boolean>>();

/** True on a working day; `days` go before what the library knows. [C1] */
export function isWorkingDay(date: PlainDate, days: readonly DayOverride[] = []): boolean {
  const differs = days.length === 0 ? undefined : overridesOf(days).get(date);
  if (differs !== undefined) return differs;
  const { year, month, day } = dateParts(date);
  // The library reads local fields: local noon names the same day in every time zone.
  return chineseDays.isWorkday(new Date(year, month - 1, day, 12));
}

/** The date itself when it is a working day, else the next one. [C1] */
export function onOrAfterWorkingDay(date: PlainDate, days: readonly DayOverride[] = []): PlainDate {
  let day = date;
  while (!isWorkingDay(day, days)) day = addDays(day, 1);
  return day;
}

/** Working days from `from` to `to`, both included; 0 when `to` is earlier. [C1] */
export function workingDays(
  from: PlainDate,
  to: PlainDate,
  days: readonly DayOverride[] = [],
): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day, days)) count += 1;
  return count;
}

function overridesOf(days: readonly DayOverride[]): ReadonlyMap<PlainDate, boolean> {
  const known = byDate.get(days);
  if (known !== undefined) return known;
  const made = new Map(days.map(({ date, working }) => [date, working]));
  byDate.set(days, made);
  return made;
}
