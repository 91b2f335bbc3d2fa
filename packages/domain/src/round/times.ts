/** The instants of a round's life. Rule [C6] of SPEC.md. */
import { addDays, civilInstant } from "../plain-date.ts";
import type { Instant } from "../plain-date.ts";
import { isWorkingDay } from "../working-day.ts";
import { spellOn } from "./calendar.ts";
import type { RoundCalendar } from "./calendar.ts";
import type { Round } from "./rounds.ts";

/** In order; two may coincide. */
export interface RoundTimes {
  /** Midnight at which the first day begins. */
  readonly opensAt: Instant;
  /** From here on it is 今日截止; never before the round opens. */
  readonly remindsAt: Instant;
  /** The cut-off: what comes from here on is late. */
  readonly dueAt: Instant;
  /** Midnight at which the last day ends: the next round opens. */
  readonly closesAt: Instant;
  readonly freezesAt: Instant;
}

/** The instants of one round. [C6] @throws RangeError on a round before the first spell. */
export function roundTimes(round: Round, calendar: RoundCalendar): RoundTimes {
  // Of its last day: the round in which a spell begins may have taken in days off before it.
  const spell = spellOn(round.end, calendar);
  if (spell === null) throw new RangeError(`no spell on ${round.end}`);
  const opensAt = civilInstant(round.start);
  const dueAt = civilInstant(cutOffDay(round, spell.counting, calendar), spell.cutOff);
  const reminds = new Date(Date.parse(dueAt) - spell.remindHours * 3_600_000).toISOString();
  const after = addDays(round.end, 1);
  return {
    opensAt,
    remindsAt: reminds < opensAt ? opensAt : reminds,
    dueAt,
    closesAt: civilInstant(after),
    freezesAt: civilInstant(after, spell.freezeAt),
  };
}

function cutOffDay(
  { start, end }: Round,
  counting: "calendar" | "working",
  { days }: RoundCalendar,
): string {
  if (counting === "calendar") return end;
  let day = end;
  while (day > start && !isWorkingDay(day, days)) day = addDays(day, -1);
  return isWorkingDay(day, days) ? day : end;
}
