import type { RoundCalendar, RoundSpell } from "../src/round/calendar.ts";
import type { DayOverride } from "../src/working-day.ts";

/** Two days a round, cut off at 17:00, reminded of two hours before, frozen at 9:00. */
export function spellFrom(from: string, changes: Partial<RoundSpell> = {}): RoundSpell {
  return {
    from,
    interval: 2,
    counting: "calendar",
    cutOff: "17:00",
    remindHours: 2,
    freezeAt: "09:00",
    ...changes,
  };
}

export function calendarOf(
  spells: readonly RoundSpell[],
  days: readonly DayOverride[] = [],
): RoundCalendar {
  return { spells, days };
}
