import type { LogPosition } from "./log-position.ts";

/** Tells listeners how far the log has come, whoever wrote it. */
export interface CommitWatch {
  /** The log is known to have reached `seq`. */
  reached(seq: number): void;
  onCommit(listener: (headSeq: number) => void): () => void;
  stop(): Promise<void>;
}

/**
 * Joins three sources: commits of this process, announcements of others, and a poll that would
 * notice what neither told, a log that lost rows included. Works only while somebody listens.
 *
 * @param from `readHead` may fail (the poll tries again); `holds` tells whether the log still has
 *   the row at a position; `listen` calls back also when announcements may have been missed;
 *   `pollMs` in milliseconds
 */
export function watchCommits(from: {
  readonly readHead: () => Promise<LogPosition>;
  readonly holds: (position: LogPosition) => Promise<boolean>;
  readonly listen: (wake: (seq: number) => void, missed: () => void) => () => Promise<void>;
  readonly pollMs: number;
  readonly startAt: LogPosition;
}): CommitWatch {
  const listeners = new Set<(headSeq: number) => void>();
  let head = from.startAt.seq;
  /** The last row that was looked at. */
  let seen = from.startAt;
  let poll: NodeJS.Timeout | undefined;
  let stopListening: (() => Promise<void>) | undefined;
  let reading = false;

  const tell = (seq: number): void => {
    head = seq;
    for (const listener of listeners) listener(seq);
  };

  const reached = (seq: number): void => {
    if (seq > head) tell(seq);
  };

  const look = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    const known = head;
    try {
      const next = await from.readHead();
      const same = next.seq === seen.seq && next.mark === seen.mark;
      const holds = next.database === seen.database && (same || (await from.holds(seen)));
      seen = next;
      if (!holds || next.seq < known) tell(next.seq);
      else reached(next.seq);
    } catch {
      // The storage is away; whoever reads from it is told. The next look may find it again.
    } finally {
      reading = false;
    }
  };

  const start = (): void => {
    poll = setInterval(() => void look(), from.pollMs);
    poll.unref();
    stopListening = from.listen(reached, () => void look());
    void look();
  };

  const stop = async (): Promise<void> => {
    clearInterval(poll);
    poll = undefined;
    const stopping = stopListening;
    stopListening = undefined;
    await stopping?.();
  };

  return {
    reached,
    onCommit: (listener) => {
      // Two subscriptions of one function are still two.
      const own = (seq: number): void => listener(seq);
      listeners.add(own);
      if (listeners.size === 1) start();
      return () => {
        if (listeners.delete(own) && listeners.size === 0) void stop();
      };
    },
    stop: async () => {
      listeners.clear();
      await stop();
    },
  };
}
