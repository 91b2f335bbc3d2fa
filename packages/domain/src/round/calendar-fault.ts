/** Whether a calendar may be saved. Rules [C5], [C7] of SPEC.md. */
import { addDays, dateParts, isClockTime, isPlainDate, plainDate } from "../plain-date.ts";
import type { PlainDate } from "../plain-date.ts";
import { spellOn } from "./calendar.ts";
import type { RoundCalendar, RoundSpell } from "./calendar.ts";
import { roundLabel, roundOf, roundsOfYear, shortDate } from "./rounds.ts";
import type { Round } from "./rounds.ts";
import { roundTimes } from "./times.ts";

/** Largest calendars accepted; days are a few dozen a year. */
export const CALENDAR_LIMITS = { spells: 100, days: 2000, name: 20 } as const;

/** What is wrong with a calendar in itself, as a Chinese sentence; null where it may be used. [C7] */
export function calendarFault(calendar: RoundCalendar): string | null {
  const { spells, days } = calendar;
  if (spells.length === 0) return "至少要有一段调度安排";
  if (spells.length > CALENDAR_LIMITS.spells) {
    return `调度安排最多 ${CALENDAR_LIMITS.spells} 段`;
  }
  if (days.length > CALENDAR_LIMITS.days) return `调整日最多 ${CALENDAR_LIMITS.days} 天`;
  for (const [index, spell] of spells.entries()) {
    const fault = spellFault(spell);
    if (fault !== null) return fault;
    const before = spells[index - 1];
    if (before !== undefined && before.from >= spell.from) {
      return before.from === spell.from
        ? `${spell.from} 起有两段调度安排`
        : `调度安排须按起始日先后排列：${before.from} 在 ${spell.from} 之前`;
    }
  }
  const seen = new Set<PlainDate>();
  for (const { date, name } of days) {
    if (!isPlainDate(date)) return `没有 ${date} 这一天`;
    if (seen.has(date)) return `${date} 重复`;
    seen.add(date);
    if (name.trim() === "") return `${date} 须填写名称`;
    if (Array.from(name).length > CALENDAR_LIMITS.name || /\p{Cc}/u.test(name)) {
      return `${date} 的名称最多 ${CALENDAR_LIMITS.name} 字，不能换行`;
    }
  }
  return null;
}

/**
 * Why `after` may not take the place of `before`, as a Chinese sentence; null where it may. Every
 * round that has begun by `today` keeps its number, its days and its times. [C7]
 */
export function calendarChangeFault(
  before: RoundCalendar,
  after: RoundCalendar,
  today: PlainDate,
): string | null {
  const fault = calendarFault(after);
  if (fault !== null) return fault;
  const running = roundOf(today, before);
  // Nothing has begun: it may begin on any day.
  if (running === null) return null;
  const first = Math.min(...[before, after].map(firstYear));
  for (let year = first; year <= dateParts(today).year; year += 1) {
    if (cutOf(before, year) === cutOf(after, year)) continue;
    const changed = firstChange(begun(before, year, today), begun(after, year, today));
    if (changed === null) continue;
    return `${changed.code.slice(0, 4)} 年${roundLabel(changed)}已经开始，不能改变；新的安排最早从 ${shortDate(addDays(running.end, 1))}起`;
  }
  return null;
}

function spellFault(spell: RoundSpell): string | null {
  const { from, interval, cutOff, remindHours, freezeAt } = spell;
  if (!isPlainDate(from)) return `没有 ${from} 这一天`;
  const where = `${from} 起的安排`;
  if (!Number.isInteger(interval) || interval < 1 || interval > 31) {
    return `${where}：每期须为 1 至 31 天`;
  }
  if (!isClockTime(cutOff)) return `${where}：截止时间须如 17:00`;
  if (!isClockTime(freezeAt)) return `${where}：冻结时间须如 09:00`;
  if (!Number.isInteger(remindHours) || remindHours < 1 || remindHours > 24) {
    return `${where}：提醒须在截止前 1 至 24 小时`;
  }
  return null;
}

interface DatedRound {
  readonly round: Round;
  readonly facts: string;
}

function begun(calendar: RoundCalendar, year: number, today: PlainDate): DatedRound[] {
  return roundsOfYear(year, calendar)
    .filter(({ start }) => start <= today)
    .map((round) => ({ round, facts: JSON.stringify([round, roundTimes(round, calendar)]) }));
}

function firstChange(before: readonly DatedRound[], after: readonly DatedRound[]): Round | null {
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [was, is] = [before[index], after[index]];
    if (was?.facts !== is?.facts) return was?.round ?? is?.round ?? null;
  }
  return null;
}

/** Everything that a year's rounds depend on: two calendars that agree here cut it alike. */
function cutOf({ spells, days }: RoundCalendar, year: number): string {
  const [first, last] = [plainDate(year, 1, 1), plainDate(year, 12, 31)];
  const opening = spellOn(first, { spells, days });
  const own = spells.filter(({ from }) => from > first && from <= last);
  const differing = days
    .filter(({ date }) => date >= first && date <= last)
    .map(({ date, working }) => `${date} ${working}`)
    .toSorted();
  return JSON.stringify([
    opening === null ? null : runOf(opening),
    own.map((spell) => [spell.from, ...runOf(spell)]),
    differing,
  ]);
}

/** How a spell runs, whenever it began. */
function runOf(spell: RoundSpell): (string | number)[] {
  const { interval, counting, cutOff, remindHours, freezeAt } = spell;
  return [interval, counting, cutOff, remindHours, freezeAt];
}

function firstYear({ spells }: RoundCalendar): number {
  return dateParts(spells[0]?.from ?? plainDate(1900, 1, 1)).year;
}
