/** Dispatch rounds (期): stretches of days, numbered within the year. Rules [C2]–[C5] of SPEC.md. */
import { periodCode, toPeriod } from "../period.ts";
import type { PeriodCode, PeriodLike, RoundSpan } from "../period.ts";
import { addDays, dateParts, plainDate } from "../plain-date.ts";
import type { PlainDate } from "../plain-date.ts";
import { isWorkingDay } from "../working-day.ts";
import { spellOn } from "./calendar.ts";
import type { RoundCalendar, RoundSpell } from "./calendar.ts";

export interface Round {
  /** From 1. */
  readonly number: number;
  /** `2020-R090`. */
  readonly code: PeriodCode;
  readonly start: PlainDate;
  readonly end: PlainDate;
}

/** Rounds by calendar and year: days off are slow to ask for, and asked for by every figure. */
const made = new WeakMap<RoundCalendar, Map<number, readonly Round[]>>();

/** Every round of a year, in order; empty before the first spell. [C2] [C5] @throws RangeError on an interval below 1. */
export function roundsOfYear(year: number, calendar: RoundCalendar): readonly Round[] {
  const years = made.get(calendar) ?? new Map<number, readonly Round[]>();
  made.set(calendar, years);
  const known = years.get(year);
  if (known !== undefined) return known;
  const rounds = walkYear(year, calendar).map(({ start, end }, index) => {
    const number = index + 1;
    return { number, code: periodCode({ kind: "round", year, round: number }), start, end };
  });
  years.set(year, rounds);
  return rounds;
}

/** The round that a date falls in; null before the first spell. [C2] */
export function roundOf(date: PlainDate, calendar: RoundCalendar): Round | null {
  const rounds = roundsOfYear(dateParts(date).year, calendar);
  let [low, high] = [0, rounds.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rounds[middle]?.end ?? date) < date) low = middle + 1;
    else high = middle;
  }
  const round = rounds[low];
  return round !== undefined && round.start <= date ? round : null;
}

/** The round of a period code. [C2] @throws RangeError when the code is not a round or the year has no such round. */
export function roundAt(period: PeriodLike, calendar: RoundCalendar): Round {
  const parsed = toPeriod(period);
  if (parsed.kind !== "round") throw new RangeError("not a round");
  const round = roundsOfYear(parsed.year, calendar)[parsed.round - 1];
  if (!round) throw new RangeError(`${parsed.year} 年没有第 ${parsed.round} 期`);
  return round;
}

/** Start and end of rounds, in the shape that period.ts takes. */
export function roundSpanOf(calendar: RoundCalendar): RoundSpan {
  return (year, round) => roundAt({ kind: "round", year, round }, calendar);
}

/**
 * As roundSpanOf, for figures that are stored already: a round that was forecast and that a later
 * calendar no longer has stands on the last day of its year, instead of being an error. [C5]
 */
export function storedRoundSpanOf(calendar: RoundCalendar): RoundSpan {
  return (year, round) => {
    const last = plainDate(year, 12, 31);
    return roundsOfYear(year, calendar)[round - 1] ?? { start: last, end: last };
  };
}

/** Rounds of the year that begin after the given date. [C3] */
export function remainingRounds(date: PlainDate, calendar: RoundCalendar): number {
  const rounds = roundsOfYear(dateParts(date).year, calendar);
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

interface Stretch {
  start: PlainDate;
  end: PlainDate;
}

/** The year's days cut into rounds, spell by spell. [C5] */
function walkYear(year: number, { spells, days }: RoundCalendar): Stretch[] {
  const [first, last] = [plainDate(year, 1, 1), plainDate(year, 12, 31)];
  const opening = spellOn(first, { spells, days });
  const own = spells.filter(({ from }) => from > first && from <= last);
  const parts = [...(opening === null ? [] : [{ ...opening, from: first }]), ...own];
  const rounds: Stretch[] = [];
  // Days off that the spell before left over: they belong to the round that follows.
  let left: PlainDate | null = null;
  for (const [index, spell] of parts.entries()) {
    const next = parts[index + 1];
    const to = next === undefined ? last : addDays(next.from, -1);
    const before = rounds.length;
    for (let day = spell.from; day <= to;) {
      const { end, counted } = roundEnd(day, to, spell, days);
      if (counted === 0 && next !== undefined) {
        left ??= day;
        break;
      }
      const previous = rounds.length > before ? rounds.at(-1) : undefined;
      // No round begins after the year's last working day: nobody would be there to close it.
      if (counted === 0 && previous !== undefined) previous.end = end;
      else rounds.push({ start: left ?? day, end });
      left = null;
      day = addDays(end, 1);
    }
  }
  return rounds;
}

function roundEnd(
  start: PlainDate,
  to: PlainDate,
  { interval, counting }: RoundSpell,
  days: RoundCalendar["days"],
): { end: PlainDate; counted: number } {
  if (!Number.isInteger(interval) || interval < 1) {
    throw new RangeError("a round lasts a whole number of days, at least one");
  }
  if (counting === "calendar") {
    const end = addDays(start, interval - 1);
    return { end: end < to ? end : to, counted: interval };
  }
  let counted = 0;
  for (let day = start; ; day = addDays(day, 1)) {
    if (isWorkingDay(day, days)) counted += 1;
    if (counted === interval || day >= to) return { end: day, counted };
  }
}

/** `6月27日`. */
export function shortDate(date: PlainDate): string {
  const { month, day } = dateParts(date);
  return `${month}月${day}日`;
}
