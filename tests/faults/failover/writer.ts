import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { figure } from "../../../apps/server/test/world.ts";

/** A write as its sender was told of it. */
export interface Told {
  readonly value: string;
  readonly seq: number;
}

/** A feed that hands in one correction after the other, each until it is acknowledged. */
export interface Writer {
  readonly acknowledged: readonly Told[];
  /** Answers other than an acknowledgement, by status. */
  readonly refused: ReadonlyMap<number, number>;
  /** Resolves when the write under way is acknowledged, and begins no further one. */
  stop(): Promise<void>;
}

const PAUSE_MS = 50;
/** Longer than any failover of a test: who is refused for so long has met a fault. */
const PATIENCE_MS = 60_000;

/** @param number tells its figures from those of other writers */
export function startWriter(origin: string, secret: string, number: number): Writer {
  const acknowledged: Told[] = [];
  const refused = new Map<number, number>();
  let stopped = false;

  async function handIn(value: string): Promise<void> {
    const key = randomUUID();
    const until = performance.now() + PATIENCE_MS;
    for (;;) {
      const answer = await fetch(`${origin}/api/v1/observations`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${secret}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify({ observations: [figure({ value, reason: "更正" })] }),
      });
      if (answer.ok) {
        const { seq } = (await answer.json()) as { seq: number };
        acknowledged.push({ value, seq });
        return;
      }
      const words = await answer.text();
      if (answer.status !== 503 || performance.now() > until) {
        throw new Error(`${value} was answered ${answer.status}: ${words}`);
      }
      refused.set(answer.status, (refused.get(answer.status) ?? 0) + 1);
      await pause(PAUSE_MS);
    }
  }

  const running = (async () => {
    for (let n = 1; !stopped; n += 1) await handIn(`${number}${String(n).padStart(6, "0")}`);
  })();
  running.catch(() => {});
  return {
    acknowledged,
    refused,
    stop() {
      stopped = true;
      return running;
    },
  };
}
