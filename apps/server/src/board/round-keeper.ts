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

/** Looks every `everyMs` whether a round has begun; a server that slept writes the one it wakes in. */
export function keepRounds(options: {
  storage: Storage;
  time: BusinessTime;
  calendars: Calendars;
  everyMs: number;
  onError: (error: unknown) => void;
}): () => void {
  const { storage, time, calendars, everyMs, onError } = options;
  let running = false;
  let known = "";
  async function enter(code: string): Promise<void> {
    try {
      await openDueRound(storage, time, calendars);
      known = code;
    } catch (error) {
      onError(error);
    }
  }
  const timer = setInterval(() => {
    const code = roundOf(businessDate(time.now().getTime()), calendars.current())?.code ?? "";
    if (running || code === known) return;
    running = true;
    void enter(code).finally(() => {
      running = false;
    });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
