import { TWO_DAY_CALENDAR } from "@diaodu/domain/round/calendar";
import type { RoundCalendar } from "@diaodu/domain/round/calendar";
import type { Storage } from "@diaodu/storage";
import { readSettings } from "./stored-settings.ts";

/**
 * Where the server learns when it dispatches. Asked anew for every question, because the office may
 * change its calendar; the answer is the same object until it does.
 */
export interface Calendars {
  current(): RoundCalendar;
  /** Looks what the office has set: after a change of the settings, by whichever server. */
  refresh(): Promise<void>;
}

/** What holds while the office has not set anything. */
export const defaultCalendars: Calendars = {
  current: () => TWO_DAY_CALENDAR,
  refresh: async () => {},
};

/** The calendar of the settings. */
export async function openCalendars(storage: Pick<Storage, "records">): Promise<Calendars> {
  let { calendar } = await readSettings(storage);
  return {
    current: () => calendar,
    async refresh() {
      calendar = (await readSettings(storage)).calendar;
    },
  };
}
