/** 填报负担: how much the calendar asks of whom. Rules [B1]–[B3] of SPEC.md. */
import { dueOn, nextPeriod } from "../freshness.ts";
import type { Frequency, Indicator } from "../indicator.ts";
import { periodEnd } from "../period.ts";
import type { PlainDate } from "../plain-date.ts";
import { addDays, dateParts, daysInMonth, plainDate } from "../plain-date.ts";
import { dueFigure } from "../report/duty.ts";
import type { Duty, Unit } from "../report/duty.ts";
import { spellOn, spellWords } from "./calendar.ts";
import type { RoundCalendar } from "./calendar.ts";
import { roundOf } from "./rounds.ts";
import type { Round } from "./rounds.ts";

export interface Burden {
  /** The rounds counted: the running one, and those that begin within a month. */
  readonly rounds: readonly Round[];
  readonly units: readonly UnitBurden[];
  readonly warnings: readonly BurdenWarning[];
}

export interface UnitBurden {
  readonly unit: string;
  /** Fields to fill in, round by round, in the order of `rounds`. */
  readonly fields: readonly number[];
  readonly total: number;
}

export interface BurdenWarning {
  /** Asked by the round though it changes by the month or slower, or asked of two units. */
  readonly kind: "too_often" | "asked_twice";
  readonly indicator: string;
  /** Units concerned, in the catalogue's order. */
  readonly units: readonly string[];
  readonly words: string;
}

export interface BurdenInput {
  readonly units: readonly Unit[];
  readonly duties: readonly Duty[];
  readonly indicators: readonly Indicator[];
  readonly calendar: RoundCalendar;
  readonly today: PlainDate;
}

/** A shorter round than this asks for a monthly figure more than once a month. */
const SHORTEST_MONTH = 28;
/** More than a due date moves for days off [F3]. */
const LONGEST_HOLIDAY = 31;

/**
 * What units are asked for over the coming month: a field for every fact of every duty, in the round
 * in which it falls due. [B1] Figures count, not hours: nobody knows how long one takes.
 */
export function burdenOf(input: BurdenInput): Burden {
  const { units, duties, calendar, today } = input;
  const indicators = new Map(input.indicators.map((indicator) => [indicator.code, indicator]));
  const rounds = coming(today, calendar);
  const counted = new Map(units.map(({ code }) => [code, rounds.map(() => 0)]));
  for (const duty of duties) {
    const indicator = indicators.get(duty.indicator);
    const fields = counted.get(duty.unit);
    if (indicator === undefined || fields === undefined) continue;
    for (const [index, times] of timesDue(duty, indicator, rounds, calendar).entries()) {
      fields[index] = (fields[index] ?? 0) + times * duty.measures.length;
    }
  }
  return {
    rounds,
    units: units.map(({ code }) => {
      const fields = counted.get(code) ?? [];
      return { unit: code, fields, total: fields.reduce((sum, count) => sum + count, 0) };
    }),
    warnings: [
      ...tooOften(duties, indicators, rounds, calendar),
      ...askedTwice(units, duties, indicators),
    ],
  };
}

/** The running round and those that begin before the same day of next month. */
function coming(today: PlainDate, calendar: RoundCalendar): Round[] {
  const { year, month, day } = dateParts(today);
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
  const until = plainDate(nextYear, nextMonth, Math.min(day, daysInMonth(nextYear, nextMonth)));
  const rounds: Round[] = [];
  for (let date = today; date < until;) {
    const round = roundOf(date, calendar);
    if (round !== null) rounds.push(round);
    date = addDays(round?.end ?? date, 1);
  }
  return rounds;
}

/** How often a duty falls due in each round. [B1] */
function timesDue(
  duty: Duty,
  indicator: Indicator,
  rounds: readonly Round[],
  calendar: RoundCalendar,
): number[] {
  if (duty.basis === "dispatch") return rounds.map(() => 1);
  const [first, last] = [rounds[0], rounds.at(-1)];
  if (first === undefined || last === undefined) return [];
  const times = rounds.map(() => 0);
  for (const on of dueBetween(duty, indicator, first.start, last.end, calendar)) {
    const index = rounds.findIndex(({ end }) => on <= end);
    if (index >= 0) times[index] = (times[index] ?? 0) + 1;
  }
  return times;
}

function dueBetween(
  { basis }: Duty,
  indicator: Indicator,
  from: PlainDate,
  to: PlainDate,
  calendar: RoundCalendar,
): PlainDate[] {
  const due: PlainDate[] = [];
  const early = addDays(from, -indicator.releaseLagDays - LONGEST_HOLIDAY);
  let latest = dueFigure(indicator, basis, null, early, calendar)?.period ?? null;
  while (latest !== null && periodEnd(latest) <= to) {
    latest = nextPeriod(indicator, latest, calendar);
    const on = dueOn(indicator, latest, calendar);
    if (on >= from && on <= to) due.push(on);
  }
  return due;
}

const SLOW: Partial<Record<Frequency, string>> = { month: "月度", quarter: "季度", year: "年度" };

/** 月度数据每两天报一次. [B2] */
function tooOften(
  duties: readonly Duty[],
  indicators: ReadonlyMap<string, Indicator>,
  rounds: readonly Round[],
  calendar: RoundCalendar,
): BurdenWarning[] {
  const shortest = rounds.find((round) => {
    const spell = spellOn(round.end, calendar);
    // Twenty working days fill four weeks.
    const days = spell === null ? 0 : spell.interval * (spell.counting === "working" ? 1.4 : 1);
    return days < SHORTEST_MONTH;
  });
  const spell = shortest === undefined ? null : spellOn(shortest.end, calendar);
  if (spell === null) return [];
  const byRound = duties.filter(({ basis }) => basis === "dispatch");
  return [...new Set(byRound.map(({ indicator }) => indicator))].flatMap((code) => {
    const indicator = indicators.get(code);
    const slow = indicator === undefined ? undefined : SLOW[indicator.frequency];
    if (indicator === undefined || slow === undefined) return [];
    const asked = byRound.filter((duty) => duty.indicator === code).map(({ unit }) => unit);
    return {
      kind: "too_often" as const,
      indicator: code,
      units: [...new Set(asked)],
      words: `${indicator.shortName}是${slow}数据，按期调度${spellWords(spell)}报一次`,
    };
  });
}

/** The same indicator of the same region asked of two units, on whatever basis. [B3] */
function askedTwice(
  units: readonly Unit[],
  duties: readonly Duty[],
  indicators: ReadonlyMap<string, Indicator>,
): BurdenWarning[] {
  const askedOf = new Map<string, { indicator: string; units: Set<string> }>();
  for (const { indicator, region, unit } of duties) {
    const key = `${indicator}|${region}`;
    const known = askedOf.get(key) ?? { indicator, units: new Set<string>() };
    known.units.add(unit);
    askedOf.set(key, known);
  }
  const twice = new Map<string, Set<string>>();
  for (const asked of askedOf.values()) {
    if (asked.units.size < 2) continue;
    const known = twice.get(asked.indicator) ?? [];
    twice.set(asked.indicator, new Set([...known, ...asked.units]));
  }
  return [...twice].map(([code, asked]) => {
    const named = units.filter((unit) => asked.has(unit.code));
    const names = named.map(({ shortName }) => shortName).join("、");
    const indicator = indicators.get(code)?.shortName ?? code;
    return {
      kind: "asked_twice" as const,
      indicator: code,
      units: named.map((unit) => unit.code),
      words: `${indicator}同时要求${names}填报`,
    };
  });
}
