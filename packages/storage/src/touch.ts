import { setTimeout as pause } from "node:timers/promises";
import { isUnavailable } from "./errors.ts";

/** How long whoever only reads waits for it, in milliseconds. */
const PATIENCE = 100;

/** Makes a write that nothing rests on, and waits for it a moment; `row` names what it writes. */
export type Touch = (row: string, write: () => Promise<unknown>) => Promise<void>;

/**
 * For writes such as when a key was last used: while the database takes none they are left out, and
 * while it is slow they go on behind the reader's back, one for each row, because whoever only reads
 * must neither be turned away for them nor stand in the writers' queue.
 */
export function createTouch(): Touch {
  const underWay = new Set<string>();

  async function finish(row: string, write: () => Promise<unknown>): Promise<void> {
    underWay.add(row);
    try {
      await write();
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    } finally {
      underWay.delete(row);
    }
  }

  return async (row, write) => {
    if (underWay.has(row)) return;
    const abort = new AbortController();
    const waited = pause(PATIENCE, undefined, { signal: abort.signal }).catch(() => {});
    try {
      await Promise.race([finish(row, write), waited]);
    } finally {
      abort.abort();
    }
  };
}
