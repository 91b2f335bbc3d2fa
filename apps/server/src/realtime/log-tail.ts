import type { Change, LogPosition, Storage } from "@diaodu/storage";
import type { Logger } from "pino";

const ROWS_AT_ONCE = 500;

/** Reads the log behind its writers, whichever server they are of: every row once, in order. */
export interface LogTail {
  /** Reads on to the head. Never rejects: what failed is logged and read by the next call. */
  follow(): Promise<void>;
}

/**
 * Where the log no longer holds the row it stands at, it goes on from the head: sockets that were
 * told of lost rows are closed by whoever notices the same for the board.
 *
 * @param from rows after this position are told
 */
export function createLogTail(o: {
  readonly storage: Pick<Storage, "changesAfter" | "head">;
  readonly from: LogPosition;
  readonly log: Logger;
  readonly tell: (row: Change) => void;
}): LogTail {
  let position = o.from;
  let running: Promise<void> | null = null;
  let again = false;

  async function drain(): Promise<void> {
    try {
      do {
        again = false;
        for (;;) {
          const reading = await o.storage.changesAfter(position, ROWS_AT_ONCE);
          if (reading.kind === "rewritten") {
            position = await o.storage.head();
            continue;
          }
          const { rows, at } = reading;
          position = at;
          for (const row of rows) o.tell(row);
          if (rows.length < ROWS_AT_ONCE) break;
        }
      } while (again);
    } catch (error) {
      o.log.error({ err: error }, "the log could not be read for open sockets");
    } finally {
      // In the very step that looked at `again`: a call that comes after it starts a read of its own.
      running = null;
    }
  }

  return {
    follow() {
      // The running read may be past what the caller knows of: it looks once more.
      again = true;
      running ??= drain();
      return running;
    },
  };
}
