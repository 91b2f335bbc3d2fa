import type { Board } from "@diaodu/contracts";
import { createAlarm, type Clock } from "./clock.ts";
import { patience, pause } from "./pace.ts";

/**
 * Whether a fetched board may replace ours. Seqs of two databases do not compare; on one
 * database we go back only if the server has disowned our seq. [S25] [S26]
 */
export function isAcceptable(ours: Board | null, fetched: Board, disowned: boolean): boolean {
  return ours === null || disowned || ours.database !== fetched.database || fetched.seq >= ours.seq;
}

export interface SnapshotFetch {
  /** Begin, unless a fetch is under way or waiting. */
  start(failures: number): void;
  /** Fetch once more after a pause. */
  again(failures: number): void;
  /** Forget the fetch; nothing will be told of it. */
  cancel(): void;
}

/**
 * Fetching the whole board: one at a time, given up at a deadline, retried only when told.
 * `fetched` and `failed` are never called for a fetch that was cancelled.
 */
export function createSnapshotFetch(options: {
  fetchSnapshot: (signal: AbortSignal) => PromiseLike<Board>;
  clock: Clock;
  random: () => number;
  fetched: (board: Board) => void;
  failed: () => void;
}): SnapshotFetch {
  const { clock, random } = options;
  let underWay: AbortController | null = null;
  let waiting = false;
  let failuresSoFar = 0;

  const deadline = createAlarm(clock, () => {
    cancel();
    options.failed();
  });
  const next = createAlarm(clock, fetchNow);

  function fetchNow(): void {
    waiting = false;
    const own = new AbortController();
    underWay = own;
    deadline.set(patience(failuresSoFar));
    const settle = (tell: () => void) => {
      if (underWay !== own) return;
      underWay = null;
      deadline.clear();
      tell();
    };
    options.fetchSnapshot(own.signal).then(
      (board) => settle(() => options.fetched(board)),
      () => settle(options.failed),
    );
  }

  function cancel(): void {
    deadline.clear();
    next.clear();
    waiting = false;
    const own = underWay;
    underWay = null;
    own?.abort();
  }

  function wait(failures: number): void {
    failuresSoFar = failures;
    waiting = true;
    next.set(pause(failures, random()));
  }

  return {
    cancel,
    start(failures) {
      if (underWay || waiting) return;
      failuresSoFar = failures;
      if (failures === 0) fetchNow();
      else wait(failures);
    },
    again: wait,
  };
}
