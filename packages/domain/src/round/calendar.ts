/** When the city dispatches: rounds with their history, and the days that differ. Rules [C2], [C5]. */
import type { PlainDate } from "../plain-date.ts";
import type { DayOverride } from "../working-day.ts";

/**
 * A calendar is never changed in place: what is worked out from it is kept per object. Keep one
 * object as long as nothing changes, rather than reading a new one for every question.
 */
export interface RoundCalendar {
  /** Ascending by `from`; the first is the day that dispatch began. */
  readonly spells: readonly RoundSpell[];
  /** Differences to the State Council's calendar that the library knows. */
  readonly days: readonly DayOverride[];
}

/** How rounds run from a day on, until the next spell begins. [C5] */
export interface RoundSpell {
  readonly from: PlainDate;
  /** Days of a round, 1–31: 2 for 两天一调度. */
  readonly interval: number;
  /** Which days count towards the interval. */
  readonly counting: "calendar" | "working";
  /** `HH:MM` in UTC+8 on the round's last day; its last working day where those are counted. [C6] */
  readonly cutOff: string;
  /** Whole hours before the cut-off, 1–24. [C6] */
  readonly remindHours: number;
  /** `HH:MM` in UTC+8 on the day after the round's last day. [C6] */
  readonly freezeAt: string;
}

/** Two calendar days a round, from 1 January of every year. */
export const TWO_DAY_CALENDAR: RoundCalendar = {
  spells: [
    {
      from: "1900-01-01",
      interval: 2,
      counting: "calendar",
      cutOff: "17:00",
      remindHours: 2,
      freezeAt: "09:00",
    },
  ],
  days: [],
};

/** The spell in force on a day; null before the first. */
export function spellOn(date: PlainDate, calendar: RoundCalendar): RoundSpell | null {
  return calendar.spells.findLast(({ from }) => from <= date) ?? null;
}

/** How often, in words: `每天`, `每两天`, `每 5 个工作日`. */
export function spellWords({ interval, counting }: RoundSpell): string {
  if (counting === "working") return interval === 1 ? "每个工作日" : `每 ${interval} 个工作日`;
  if (interval === 1) return "每天";
  return interval === 2 ? "每两天" : `每 ${interval} 天`;
}
