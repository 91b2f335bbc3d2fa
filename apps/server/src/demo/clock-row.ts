import type { ReplayClock } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";
import { z } from "zod";

const CLOCK = "demo.clock";
const stored = z.object({ at: z.iso.datetime(), eventId: z.string().nullable() });

/** Where the replay stood when it was last saved; null before its first run. */
export async function loadClock(storage: Storage): Promise<ReplayClock | null> {
  const text = await storage.meta.get(CLOCK);
  return text === null ? null : stored.parse(JSON.parse(text));
}

export async function saveClock(storage: Storage, clock: ReplayClock): Promise<void> {
  await storage.meta.set(CLOCK, JSON.stringify(clock));
}
