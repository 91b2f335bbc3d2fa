/** What is done before what waits longer: pages that are on their way in before those at the door. */
type Rank = "inside" | "door";

/** Work in slices: between two of them the event loop sees to everything else. */
export interface Turns {
  /** Does the task in its turn, which may be at once. A task must not throw. */
  take(rank: Rank, task: () => void): void;
}

/**
 * A storm of pages would otherwise fill one turn of the event loop after the other, and a change
 * would wait for all of them.
 *
 * @param sliceMs how long tasks may go on in one turn of the event loop
 * @param now milliseconds of a steady clock
 */
export function createTurns(sliceMs: number, now: () => number): Turns {
  const waiting: Record<Rank, Set<() => void>> = { inside: new Set(), door: new Set() };
  let scheduled = false;

  function next(): (() => void) | null {
    for (const tasks of [waiting.inside, waiting.door]) {
      for (const task of tasks) {
        tasks.delete(task);
        return task;
      }
    }
    return null;
  }

  function work(): void {
    const until = now() + sliceMs;
    do {
      const task = next();
      if (task === null) {
        scheduled = false;
        return;
      }
      task();
    } while (now() < until);
    setImmediate(work);
  }

  return {
    take(rank, task) {
      waiting[rank].add(task);
      if (scheduled) return;
      scheduled = true;
      setImmediate(work);
    },
  };
}
