/**
 * Calendar dates without a time zone. Rules [D1]–[D4] of SPEC.md.
 * Every function is pure; "today" is always an argument.
 */

/** A calendar date `YYYY-MM-DD`, valid in the proleptic Gregorian calendar, years 1900–2199. */
export type PlainDate = string;
/** An instant, ISO 8601 in UTC, e.g. `2020-07-16T02:00:00.000Z`. */
export type Instant = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
/** China keeps one civil time, UTC+8, all year. */
const CHINA_OFFSET_MS = 8 * 3_600_000;

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2199;

/** True in leap years of the Gregorian calendar. */
export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** 365 or 366. */
export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

/** Days of a month; `month` is 1–12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for a real date in the supported years: `2020-02-30` is false. [D1] */
export function isPlainDate(text: string): boolean {
  const match = SHAPE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

/** Builds `YYYY-MM-DD`. @throws RangeError when the date does not exist. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (!isPlainDate(text)) throw new RangeError(`no such date: ${text}`);
  return text;
}

/** Year, month (1–12) and day of a date. @throws RangeError on a malformed date. */
export function dateParts(date: PlainDate): { year: number; month: number; day: number } {
  if (!isPlainDate(date)) throw new RangeError(`not a date: ${date}`);
  return {
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  };
}

/** The date `days` later (earlier when negative). */
export function addDays(date: PlainDate, days: number): PlainDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 1 on 1 January, 365 or 366 on 31 December. */
export function dayOfYear(date: PlainDate): number {
  return daysBetween(`${date.slice(0, 4)}-01-01`, date) + 1;
}

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export function weekday(date: PlainDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

/** Last day of a month. */
export function endOfMonth(year: number, month: number): PlainDate {
  return plainDate(year, month, daysInMonth(year, month));
}

/** The civil date in China (UTC+8) at an instant. [D3] @throws RangeError on a malformed instant. */
export function businessDate(instant: Instant | number): PlainDate {
  const ms = typeof instant === "number" ? instant : Date.parse(instant);
  if (!Number.isFinite(ms)) throw new RangeError(`not an instant: ${instant}`);
  return fromDayNumber(Math.floor((ms + CHINA_OFFSET_MS) / DAY_MS));
}

/** The instant of a civil time in China (UTC+8), `HH:MM`; midnight begins the date. [D3] @throws RangeError on a malformed date or time. */
export function civilInstant(date: PlainDate, time = "00:00"): Instant {
  if (!isPlainDate(date) || !isClockTime(time))
    throw new RangeError(`no such time: ${date} ${time}`);
  return new Date(Date.parse(`${date}T${time}:00.000Z`) - CHINA_OFFSET_MS).toISOString();
}

/** True for `HH:MM` from 00:00 to 23:59. */
export function isClockTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function dayNumber(date: PlainDate): number {
  const { year, month, day } = dateParts(date);
  return Math.round(Date.UTC(year, month - 1, day) / DAY_MS);
}

function fromDayNumber(days: number): PlainDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
