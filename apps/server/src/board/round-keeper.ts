import { businessDate, roundOf } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { BusinessTime } from "./business-time.ts";

/** Writes the round that the business clock stands in, unless the log knows it. Null when it did. */
export async function openDueRound(storage: Storage, time: BusinessTime): Promise<number | null> {
  const now = time.now();
  const round = roundOf(businessDate(now.getTime()));
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
  everyMs: number;
  onError: (error: unknown) => void;
}): () => void {
  const { storage, time, everyMs, onError } = options;
  let running = false;
  let known = "";
  async function enter(code: string): Promise<void> {
    try {
      await openDueRound(storage, time);
      known = code;
    } catch (error) {
      onError(error);
    }
  }
  const timer = setInterval(() => {
    const code = roundOf(businessDate(time.now().getTime()))?.code ?? "";
    if (running || code === known) return;
    running = true;
    void enter(code).finally(() => {
      running = false;
    });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
