import type { Slate } from "@diaodu/storage";

/** A process tells the others of what it counted at the latest after this, while it goes on counting. */
const EXCHANGE_MS = 1000;
/** … and before it counted this part of the limit by itself. */
const PART = 1 / 50;

/** What was counted of one caller in a window of time. */
export interface Tally {
  /** Counts one more. */
  take(key: string): { readonly count: number; readonly until: string };
  /** Forgets what this process knows of it. */
  forget(key: string): void;
}

interface Known {
  until: string;
  /** Of all processes, at the last exchange. */
  told: number;
  /** By this process since, and not told. */
  untold: number;
  exchangedAt: number;
  exchanging: boolean;
}

/**
 * Counts frequent requests of the same caller at several processes together, without one of them
 * waiting for the database: each counts by itself, and now and then adds what it counted to the
 * slate and takes over the sum. So N processes let through as many as one, and each at most a
 * fiftieth of the limit more, and what comes while an exchange is under way.
 *
 * @param o.failed told where the slate cannot be reached: each then counts for itself
 */
export function sharedTally(o: {
  readonly slate: Slate;
  readonly clock: () => Date;
  readonly name: string;
  readonly windowMs: number;
  readonly limit: number;
  readonly failed: (error: unknown) => void;
}): Tally {
  const part = Math.max(1, Math.floor(o.limit * PART));
  const known = new Map<string, Known>();

  async function exchange(key: string, one: Known): Promise<void> {
    const by = one.untold;
    Object.assign(one, { untold: 0, told: one.told + by, exchanging: true });
    try {
      const now = o.clock().toISOString();
      const sum = await o.slate.count(`limit:${o.name}:${key}`, { now, until: one.until, by });
      Object.assign(one, { told: sum.count, until: sum.until });
    } catch (error) {
      o.failed(error);
    } finally {
      Object.assign(one, { exchanging: false, exchangedAt: performance.now() });
    }
  }

  /** What is over is no use to anybody. */
  function prune(now: string): void {
    for (const [key, { until }] of known) if (until <= now) known.delete(key);
  }

  return {
    take(key) {
      const now = o.clock();
      let one = known.get(key);
      if (one === undefined || one.until <= now.toISOString()) {
        prune(now.toISOString());
        const until = new Date(now.getTime() + o.windowMs).toISOString();
        one = { until, told: 0, untold: 0, exchangedAt: -Infinity, exchanging: false };
        known.set(key, one);
      }
      one.untold += 1;
      const isLate = performance.now() - one.exchangedAt >= EXCHANGE_MS;
      if (!one.exchanging && (one.untold >= part || isLate)) void exchange(key, one);
      return { count: one.told + one.untold, until: one.until };
    },
    forget: (key) => void known.delete(key),
  };
}
