/**
 * Statistical periods and their codes. Rules [P1]–[P8] of SPEC.md.
 * The code is unambiguous: one code, one stretch of days.
 */
import {
  addDays,
  dateParts,
  daysBetween,
  daysInYear,
  endOfMonth,
  FIRST_YEAR,
  isPlainDate,
  LAST_YEAR,
  plainDate,
} from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";

/** `2020` · `2020-Q2` · `2020-06` · `2020-06-30` · `2020-01/2020-06` · `2020-R090`. */
export type PeriodCode = string;
export type PeriodKind = "year" | "quarter" | "month" | "day" | "ytd" | "round";
export const PERIOD_KINDS: readonly PeriodKind[] = [
  "year",
  "quarter",
  "month",
  "day",
  "ytd",
  "round",
];

export type Period =
  | { kind: "year"; year: number }
  | { kind: "quarter"; year: number; quarter: number }
  | { kind: "month"; year: number; month: number }
  | { kind: "day"; year: number; month: number; day: number }
  /** January to `month`, cumulative. */
  | { kind: "ytd"; year: number; month: number }
  /** The `round`-th dispatch round of the year, from 1. */
  | { kind: "round"; year: number; round: number };

export type PeriodParse = { ok: true; period: Period } | { ok: false; fault: string };

/** First and last day of a round; a calendar other than two days a round is passed in (see round/rounds.ts). */
export type RoundSpan = (year: number, round: number) => { start: PlainDate; end: PlainDate };

/** Largest round number of a code: one round a day in a leap year. */
export const LAST_ROUND = 366;

/** Reads a period code. [P1] Never throws; `fault` is a Chinese sentence. */
export function parsePeriod(code: string): PeriodParse {
  const year = Number(code.slice(0, 4));
  if (!/^\d{4}/.test(code)) return fault(`无法识别的时期「${code}」`);
  if (year < FIRST_YEAR || year > LAST_YEAR) return fault(`年份 ${year} 超出范围`);
  const rest = code.slice(4);
  if (rest === "") return ok({ kind: "year", year });
  const quarter = /^-Q(\d)$/.exec(rest);
  if (quarter) {
    const number = Number(quarter[1]);
    return number >= 1 && number <= 4
      ? ok({ kind: "quarter", year, quarter: number })
      : fault(`没有第 ${number} 季度`);
  }
  const month = /^-(\d{2})$/.exec(rest);
  if (month) return withMonth(month[1], (number) => ({ kind: "month", year, month: number }));
  if (/^-\d{2}-\d{2}$/.test(rest)) {
    if (!isPlainDate(code)) return fault(`没有 ${code} 这一天`);
    return ok({ kind: "day", ...dateParts(code) });
  }
  const round = /^-R(\d{3})$/.exec(rest);
  if (round) {
    const number = Number(round[1]);
    return number >= 1 && number <= LAST_ROUND
      ? ok({ kind: "round", year, round: number })
      : fault(`没有第 ${number} 期`);
  }
  const ytd = /^-01\/(\d{4})-(\d{2})$/.exec(rest);
  if (ytd) {
    if (Number(ytd[1]) !== year) return fault("累计时期不能跨年");
    return withMonth(ytd[2], (number) => ({ kind: "ytd", year, month: number }));
  }
  if (/^-\d{2}\/\d{4}-\d{2}$/.test(rest)) return fault("累计时期须从 1 月起");
  return fault(`无法识别的时期「${code}」`);
}

/** A period given as its code or parsed. Functions below throw RangeError on a faulty code. */
export type PeriodLike = Period | PeriodCode;

/** The parsed period. @throws RangeError on a faulty code (use parsePeriod for user input). */
export function toPeriod(period: PeriodLike): Period {
  if (typeof period !== "string") return period;
  const parsed = parsePeriod(period);
  if (!parsed.ok) throw new RangeError(parsed.fault);
  return parsed.period;
}

/** The code of a period; the inverse of parsePeriod. [P1] */
export function periodCode(period: Period): PeriodCode {
  const year = String(period.year).padStart(4, "0");
  switch (period.kind) {
    case "year":
      return year;
    case "quarter":
      return `${year}-Q${period.quarter}`;
    case "month":
      return `${year}-${two(period.month)}`;
    case "day":
      return `${year}-${two(period.month)}-${two(period.day)}`;
    case "ytd":
      return `${year}-01/${year}-${two(period.month)}`;
    case "round":
      return `${year}-R${String(period.round).padStart(3, "0")}`;
  }
}

export function periodKind(period: PeriodLike): PeriodKind {
  return toPeriod(period).kind;
}

export function periodYear(period: PeriodLike): number {
  return toPeriod(period).year;
}

/** First day of the period. [P2] */
export function periodStart(period: PeriodLike, roundSpan: RoundSpan = twoDayRound): PlainDate {
  const p = toPeriod(period);
  switch (p.kind) {
    case "year":
    case "ytd":
      return plainDate(p.year, 1, 1);
    case "quarter":
      return plainDate(p.year, p.quarter * 3 - 2, 1);
    case "month":
      return plainDate(p.year, p.month, 1);
    case "day":
      return plainDate(p.year, p.month, p.day);
    case "round":
      return roundSpan(p.year, p.round).start;
  }
}

/** Last day of the period. [P2] */
export function periodEnd(period: PeriodLike, roundSpan: RoundSpan = twoDayRound): PlainDate {
  const p = toPeriod(period);
  switch (p.kind) {
    case "year":
      return plainDate(p.year, 12, 31);
    case "quarter":
      return endOfMonth(p.year, p.quarter * 3);
    case "month":
    case "ytd":
      return endOfMonth(p.year, p.month);
    case "day":
      return plainDate(p.year, p.month, p.day);
    case "round":
      return roundSpan(p.year, p.round).end;
  }
}

/** Month (1–12) in which the period ends. */
export function monthOfEnd(period: PeriodLike, roundSpan: RoundSpan = twoDayRound): number {
  return dateParts(periodEnd(period, roundSpan)).month;
}

/** January to `month` of `year`, as a code: `2020-01/2020-06`. [P3] @throws RangeError on month 0 or 13. */
export function cumulativeTo(year: number, month: number): PeriodCode {
  return periodCode(toPeriod(periodCode({ kind: "ytd", year, month })));
}

/** The same period one year earlier; 29 February becomes 28 February. [P4] */
export function previousYearPeriod(period: PeriodLike): PeriodCode {
  const p = toPeriod(period);
  const year = p.year - 1;
  if (p.kind === "day" && p.month === 2 && p.day === 29) {
    return periodCode({ kind: "day", year, month: 2, day: 28 });
  }
  return periodCode({ ...p, year });
}

/**
 * Order in time: earlier end first; of two that end together the shorter first, so that a month
 * precedes its cumulative period. [P5] Usable with Array.prototype.sort; total for codes of one kind.
 */
export function comparePeriods(
  left: PeriodLike,
  right: PeriodLike,
  roundSpan: RoundSpan = twoDayRound,
): number {
  const [a, b] = [toPeriod(left), toPeriod(right)];
  // Whatever days they have: rounds are numbered in order.
  if (a.kind === "round" && b.kind === "round") return a.year - b.year || a.round - b.round;
  const ends = compareText(periodEnd(left, roundSpan), periodEnd(right, roundSpan));
  if (ends !== 0) return ends;
  const starts = compareText(periodStart(right, roundSpan), periodStart(left, roundSpan));
  if (starts !== 0) return starts;
  return PERIOD_KINDS.indexOf(periodKind(left)) - PERIOD_KINDS.indexOf(periodKind(right));
}

/** Days covered by the period. */
export function periodLength(period: PeriodLike, roundSpan: RoundSpan = twoDayRound): number {
  return daysBetween(periodStart(period, roundSpan), periodEnd(period, roundSpan)) + 1;
}

/**
 * Two calendar days a round from 1 January: the days of a round unless a calendar is given. [P6]
 * The last round of a 365-day year has one day. @throws RangeError past the year's end.
 */
export function twoDayRound(year: number, round: number): { start: PlainDate; end: PlainDate } {
  const first = (round - 1) * 2;
  const days = daysInYear(year);
  if (round < 1 || first >= days) throw new RangeError(`${year} 年没有第 ${round} 期`);
  const start = addDays(plainDate(year, 1, 1), first);
  return { start, end: addDays(start, Math.min(1, days - first - 1)) };
}

function withMonth(text: string | undefined, make: (month: number) => Period): PeriodParse {
  const month = Number(text);
  return month >= 1 && month <= 12 ? ok(make(month)) : fault(`没有 ${month} 月`);
}

function ok(period: Period): PeriodParse {
  return { ok: true, period };
}

function fault(message: string): PeriodParse {
  return { ok: false, fault: message };
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
