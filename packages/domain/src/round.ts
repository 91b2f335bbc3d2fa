/** Dispatch rounds (期): an interval of days, numbered within the year. Rules [C2]–[C4] of SPEC.md. */
import { periodCode, toPeriod } from "./period.ts";
import type { PeriodCode, PeriodLike, RoundSpan } from "./period.ts";
import { addDays, dateParts, daysBetween, plainDate } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";
import { isWorkingDay } from "./working-day.ts";

export interface RoundRhythm {
  /** Days of a round: 2 for 两天一调度. */
  interval: number;
  /** First day of round 1 in the year that dispatch began; other years begin on 1 January. */
  firstDay: PlainDate;
  /** Which days count towards the interval. Days off belong to the round that follows them. */
  counting: "calendar" | "working";
}

export interface Round {
  /** From 1. */
  number: number;
  /** `2020-R090`. */
  code: PeriodCode;
  start: PlainDate;
  end: PlainDate;
}

/** Two calendar days a round, from 1 January of every year. */
export const TWO_DAY_RHYTHM: RoundRhythm = {
  interval: 2,
  firstDay: "1900-01-01",
  counting: "calendar",
};

/** Every round of a year, in order; the last ends on 31 December, even if short. [C2] @throws RangeError on an interval below 1. */
export function roundsOfYear(year: number, rhythm: RoundRhythm = TWO_DAY_RHYTHM): Round[] {
  if (!Number.isInteger(rhythm.interval) || rhythm.interval < 1) {
    throw new RangeError("a round lasts a whole number of days, at least one");
  }
  const last = plainDate(year, 12, 31);
  const rounds: Round[] = [];
  let start = firstDayOf(year, rhythm);
  while (start <= last) {
    const end = roundEnd(start, last, rhythm);
    const number = rounds.length + 1;
    rounds.push({ number, code: periodCode({ kind: "round", year, round: number }), start, end });
    start = addDays(end, 1);
  }
  return rounds;
}

/** The round that a date falls in; null before the first day of the rhythm. [C2] */
export function roundOf(date: PlainDate, rhythm: RoundRhythm = TWO_DAY_RHYTHM): Round | null {
  const { year } = dateParts(date);
  const first = firstDayOf(year, rhythm);
  if (date < first) return null;
  if (rhythm.counting === "calendar") {
    return calendarRound(year, Math.floor(daysBetween(first, date) / rhythm.interval) + 1, rhythm);
  }
  return roundsOfYear(year, rhythm).find(({ end }) => date <= end) ?? null;
}

/** The round of a period code. [C2] @throws RangeError when the code is not a round or the year has no such round. */
export function roundAt(period: PeriodLike, rhythm: RoundRhythm = TWO_DAY_RHYTHM): Round {
  const parsed = toPeriod(period);
  if (parsed.kind !== "round") throw new RangeError("not a round");
  const round =
    rhythm.counting === "calendar"
      ? calendarRound(parsed.year, parsed.round, rhythm)
      : roundsOfYear(parsed.year, rhythm)[parsed.round - 1];
  if (!round) throw new RangeError(`${parsed.year} 年没有第 ${parsed.round} 期`);
  return round;
}

/** Start and end of rounds, in the shape that period.ts takes. */
export function roundSpanOf(rhythm: RoundRhythm): RoundSpan {
  return (year, round) => roundAt({ kind: "round", year, round }, rhythm);
}

/** Rounds of the year that begin after the given date. [C3] */
export function remainingRounds(date: PlainDate, rhythm: RoundRhythm = TWO_DAY_RHYTHM): number {
  const rounds = roundsOfYear(dateParts(date).year, rhythm);
  return rounds.filter(({ start }) => start > date).length;
}

/** `第 90 期（6月27日—6月28日）`, a one-day round `第 183 期（12月31日）`. [C4] */
export function roundLabel(round: Round): string {
  const span =
    round.start === round.end
      ? shortDate(round.start)
      : `${shortDate(round.start)}—${shortDate(round.end)}`;
  return `第 ${round.number} 期（${span}）`;
}

/** Calendar rounds need no walk through the year. */
function calendarRound(year: number, number: number, rhythm: RoundRhythm): Round | null {
  const start = addDays(firstDayOf(year, rhythm), (number - 1) * rhythm.interval);
  const last = plainDate(year, 12, 31);
  if (start > last) return null;
  const end = addDays(start, rhythm.interval - 1);
  const code = periodCode({ kind: "round", year, round: number });
  return { number, code, start, end: end < last ? end : last };
}

function firstDayOf(year: number, rhythm: RoundRhythm): PlainDate {
  const began = dateParts(rhythm.firstDay).year;
  if (year < began) return plainDate(year + 1, 1, 1);
  return year === began ? rhythm.firstDay : plainDate(year, 1, 1);
}

function roundEnd(start: PlainDate, last: PlainDate, rhythm: RoundRhythm): PlainDate {
  let day = start;
  for (let counted = 0; ; day = addDays(day, 1)) {
    if (rhythm.counting === "calendar" || isWorkingDay(day)) counted += 1;
    if (counted === rhythm.interval || day >= last) return day;
  }
}

function shortDate(date: PlainDate): string {
  const { month, day } = dateParts(date);
  return `${month}月${day}日`;
}
