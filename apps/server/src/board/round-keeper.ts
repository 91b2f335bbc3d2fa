import { businessDate, roundOf } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { Calendars } from "../dispatch/calendar.ts";
import type { BusinessTime } from "./business-time.ts";

/** Writes the round that the business clock stands in, unless the log knows it. Null when it did. */
export async function openDueRound(
  storage: Storage,
  time: Pick<BusinessTime, "now">,
  calendars: Calendars,
): Promise<number | null> {
  const now = time.now();
  const round = roundOf(businessDate(now.getTime()), calendars.current());
  if (!round) return null;
  return storage.openRound({
    code: round.code,
    start: round.start,
    committedAt: now.toISOString(),
  });
}
