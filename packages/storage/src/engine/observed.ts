import type { Engine } from "./engine.ts";
import { isUnavailable } from "../errors.ts";

/** How a write ended: by its commit, by what was asked of it, or by the database's environment. */
export type WriteOutcome = "committed" | "refused" | "unavailable";

/** Told of every write of this process after it ended. */
export type WriteListener = (outcome: WriteOutcome, seconds: number) => void;

/** Connections of this process: how many are taken, how many callers wait, how many there may be. */
export interface PoolUse {
  readonly inUse: number;
  readonly waiting: number;
  readonly max: number;
}

/** The same engine, whose writes are timed and told of. */
export function observed(engine: Engine): {
  readonly engine: Engine;
  /** Returns the way to stop. */
  readonly onWrite: (listener: WriteListener) => () => void;
} {
  const listeners = new Set<WriteListener>();
  const tell = (outcome: WriteOutcome, since: number): void => {
    const seconds = (performance.now() - since) / 1000;
    for (const listener of listeners) listener(outcome, seconds);
  };
  return {
    engine: {
      ...engine,
      async write(work) {
        const since = performance.now();
        try {
          const result = await engine.write(work);
          tell("committed", since);
          return result;
        } catch (error) {
          tell(isUnavailable(error) ? "unavailable" : "refused", since);
          throw error;
        }
      },
    },
    onWrite(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
