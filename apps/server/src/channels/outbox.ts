import { setTimeout as pause } from "node:timers/promises";
import type { Outbox, Storage } from "@diaodu/storage";
import { deliverDue, SEND_MS } from "./delivery.ts";
import type { Delivery } from "./delivery.ts";
import { createPace } from "./pace.ts";
import { sendMessage } from "./send-message.ts";

/** A message may come from another server, or a lease end, without anybody saying so. */
const LOOK_EVERY_MS = 15_000;

/** After many commits in a row one look is enough. */
const GATHER_MS = 100;

/** While the database is away. */
const TRY_AGAIN_MS = 2000;

/** An attempt under way may still end well. */
const GRACE_MS = 2000;

/**
 * Sends the messages of the outbox, beside any other server of this database: after a commit, when
 * one is due, and every fifteen seconds. A database that is away is waited for.
 * @param o.realNow signatures are made by the real time, whatever the business clock says
 * @param o.send instead of the real one
 * @returns the way to stop: attempts under way are broken off after two seconds, and tried again
 * by whoever comes next
 */
export function keepOutbox(
  o: Omit<Delivery, "storage" | "pace" | "send" | "pause" | "stop"> & {
    readonly storage: Delivery["storage"] &
      Pick<Outbox, "nextMessageAt"> &
      Pick<Storage, "onCommit" | "slate">;
    readonly realNow: () => Date;
    readonly send?: Delivery["send"];
  },
): () => Promise<void> {
  const breakOff = new AbortController();
  const delivery: Delivery = {
    ...o,
    pace: createPace(o.storage.slate, o.realNow),
    pause,
    stop: breakOff.signal,
    send:
      o.send ??
      ((channel, message) =>
        sendMessage(channel, message, {
          now: o.realNow(),
          timeoutMs: SEND_MS,
          stop: breakOff.signal,
        })),
  };
  const bell = createBell();
  let stopped = false;

  async function work(): Promise<void> {
    let away = false;
    while (!stopped) {
      let waitMs = TRY_AGAIN_MS;
      try {
        waitMs = (await deliverDue(delivery)) > 0 ? 0 : await untilNext();
        away = false;
      } catch (error) {
        if (!away) o.log.warn({ err: error }, "the outbox could not be worked");
        away = true;
      }
      if (waitMs > 0 && !stopped) await bell.wait(Math.max(waitMs, GATHER_MS));
    }
  }

  async function untilNext(): Promise<number> {
    const next = await o.storage.nextMessageAt();
    const rate = o.time.rate();
    if (next === null || rate === 0) return LOOK_EVERY_MS;
    const ms = (Date.parse(next) - o.time.now().getTime()) / rate;
    return Math.min(Math.max(ms, GATHER_MS), LOOK_EVERY_MS);
  }

  const stopListening = o.storage.onCommit(() => bell.ring(GATHER_MS));
  const working = work();
  return async () => {
    stopped = true;
    stopListening();
    bell.ring(0);
    const cut = setTimeout(() => breakOff.abort(), GRACE_MS);
    await working;
    clearTimeout(cut);
  };
}

/** Waits for a time, or until somebody rings; rings that nobody waits for are kept. */
function createBell() {
  let rung: number | null = null;
  let wake: ((afterMs: number) => void) | null = null;
  return {
    /** Ends the wait, after a moment in which more may come. */
    ring(afterMs: number): void {
      if (wake === null) rung = rung === null ? afterMs : Math.min(rung, afterMs);
      else wake(afterMs);
    },
    wait(ms: number): Promise<void> {
      const first = rung === null ? ms : Math.min(ms, rung);
      rung = null;
      return new Promise((resolve) => {
        const end = () => {
          wake = null;
          resolve();
        };
        const timer = setTimeout(end, first);
        wake = (afterMs) => {
          // Whatever rings until then is looked at then.
          wake = () => undefined;
          clearTimeout(timer);
          setTimeout(end, afterMs);
        };
      });
    },
  };
}
