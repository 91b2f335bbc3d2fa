import type { Change, Storage } from "@diaodu/storage";
import { StorageUnavailable } from "@diaodu/storage";
import { openBoardStore } from "../../../apps/server/src/board/board-store.ts";
import { defaultCalendars } from "../../../apps/server/src/dispatch/calendar.ts";
import { dispatchPartSource } from "../../../apps/server/src/dispatch/part-source.ts";
import { type Tailer, waitFor } from "./tailer.ts";

const time = { now: () => new Date("2020-07-16T02:00:00.000Z"), rate: () => 1 };
const UPKEEP_MS = 100;

/**
 * The board of a server as a tailer: the rows that it folded, told from where it was opened, in
 * steps of which each begins where the last one ended.
 */
export async function followBoard(name: string, storage: Storage): Promise<Tailer> {
  const calendars = defaultCalendars;
  const dispatch = dispatchPartSource({ storage, calendars });
  const face = { title: "调度", demo: null };
  const board = await openBoardStore({ storage, time, calendars, dispatch, ...face });
  const from = board.head().seq;
  const told: number[] = [];
  const complaints: string[] = [];
  const seen: Change[] = [];
  let position = from;
  let running = Promise.resolve();
  const advance = async (): Promise<void> => {
    try {
      const changes = await board.advance();
      if (changes === null) return;
      if ("reset" in changes) {
        complaints.push(`took the log for another: ${changes.reset}`);
        return;
      }
      if (changes.from !== position) complaints.push(`steps from ${position} to ${changes.from}`);
      told.push(...changes.items.map(({ seq }) => seq));
      position = changes.to;
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) complaints.push(String(error));
    }
  };
  const follow = (): void => void (running = running.then(advance));
  const stop = storage.onCommit(follow);
  const upkeep = setInterval(follow, UPKEEP_MS);
  return {
    name,
    from,
    seen,
    complaints,
    reach: (seq, withinMs) => waitFor(() => position >= seq || complaints.length > 0, withinMs),
    async stop() {
      stop();
      clearInterval(upkeep);
      await running;
      for (const seq of told) {
        const row = await storage.change(seq);
        if (row === null) complaints.push(`folded ${seq}, which is not there`);
        else seen.push(row);
      }
    },
  };
}
