import { TWO_DAY_CALENDAR } from "@diaodu/domain/round/calendar";
import type { RoundCalendar } from "@diaodu/domain/round/calendar";

/**
 * Where the server learns when it dispatches. Asked anew for every question, because the office may
 * change its calendar; the answer is the same object until it does.
 */
export interface Calendars {
  current(): RoundCalendar;
}

/** What holds while the office has not set anything. */
export const defaultCalendars: Calendars = { current: () => TWO_DAY_CALENDAR };
