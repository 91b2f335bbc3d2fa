import { setTimeout as pause } from "node:timers/promises";
import type { Change, Storage } from "@diaodu/storage";
import { StorageUnavailable } from "@diaodu/storage";
import { pino } from "pino";
import { createLogTail } from "../../../apps/server/src/realtime/log-tail.ts";
import type { Dice } from "../dice.ts";

/** A reader of the log that keeps what it was shown. */
export interface Tailer {
  readonly name: string;
  /** It was to see what comes after this. */
  readonly from: number;
  readonly seen: readonly Change[];
  /** What it met that it cannot go on from. */
  readonly complaints: readonly string[];
  /** Waits until it has seen `seq`, at most `withinMs`. */
  reach(seq: number, withinMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

const silent = pino({ level: "silent" });
/** What nobody woke a reader for it looks for by itself, in milliseconds. */
const UPKEEP_MS = 100;

/** As a server tails the log for its rooms, from its first row. */
export function serverTailer(name: string, storage: Storage): Tailer {
  const seen: Change[] = [];
  const from = { database: storage.databaseId, seq: 0, mark: "" };
  const tail = createLogTail({ storage, from, log: silent, tell: (row) => seen.push(row) });
  const stop = storage.onCommit(() => void tail.follow());
  const upkeep = setInterval(() => void tail.follow(), UPKEEP_MS);
  return {
    name,
    from: 0,
    seen,
    complaints: [],
    reach: (seq, withinMs) => reached(seen, 0, seq, withinMs),
    async stop() {
      stop();
      clearInterval(upkeep);
      await tail.follow();
    },
  };
}

/** As anybody may: in pages of its own size, slower than the writers, woken or by the clock. */
export function plainTailer(
  name: string,
  storage: Storage,
  o: { readonly from: number; readonly woken: boolean; readonly dice: Dice },
): Tailer {
  const { from, dice } = o;
  const seen: Change[] = [];
  const page = dice.pick([1, 2, 7, 500]);
  const lagMs = dice.pick([0, 0, 3, 30]);
  let position = from;
  let running = true;
  let wake = (): void => {};
  const stopListening = o.woken ? storage.onCommit(() => wake()) : () => {};
  async function follow(): Promise<void> {
    while (running) {
      const woken = new Promise<void>((resolve) => (wake = resolve));
      const rows = await storage.changesSince(position, page).catch((error: unknown) => {
        if (error instanceof StorageUnavailable) return [];
        throw error;
      });
      seen.push(...rows);
      position = rows.at(-1)?.seq ?? position;
      if (lagMs > 0) await pause(dice.between(0, lagMs));
      if (rows.length < page) await Promise.race([woken, pause(o.woken ? UPKEEP_MS : 5)]);
    }
  }
  const following = follow();
  return {
    name: `${name}, ${page} a page`,
    from,
    seen,
    complaints: [],
    reach: (seq, withinMs) => reached(seen, from, seq, withinMs),
    async stop() {
      running = false;
      stopListening();
      wake();
      await following;
    },
  };
}

function reached(
  seen: readonly Change[],
  from: number,
  seq: number,
  withinMs: number,
): Promise<boolean> {
  return waitFor(() => (seen.at(-1)?.seq ?? from) >= seq, withinMs);
}

/** Whether `done` came true within the time. */
export async function waitFor(done: () => boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (!done()) {
    if (performance.now() > deadline) return false;
    await pause(5);
  }
  return true;
}
