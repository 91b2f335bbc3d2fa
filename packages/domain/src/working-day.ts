/**
 * Working days of mainland China: weekends, public holidays and the weekends worked in exchange.
 * Rule [C1] of SPEC.md. Years that the State Council has not announced fall back to weekends.
 */
import chineseDays from "chinese-days";
import { addDays, dateParts } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";

/** True on a working day. [C1] */
export function isWorkingDay(date: PlainDate): boolean {
  const { year, month, day } = dateParts(date);
  // The library reads local fields: local noon names the same day in every time zone.
  return chineseDays.isWorkday(new Date(year, month - 1, day, 12));
}

/** The date itself when it is a working day, else the next one. [C1] */
export function onOrAfterWorkingDay(date: PlainDate): PlainDate {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** Working days from `from` to `to`, both included; 0 when `to` is earlier. [C1] */
export function workingDays(from: PlainDate, to: PlainDate): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}
