import { catalogue } from "@diaodu/demo";
import type { Replay, Submit } from "@diaodu/demo";
import type { Storage } from "@diaodu/storage";

/** Who reports what: a demonstration of an older program does not know of it yet. */
export async function seedOffice(storage: Storage): Promise<void> {
  const { indicators, units, duties } = catalogue;
  await storage.saveCatalogue({ indicators, units, duties });
}

/**
 * Sets up the catalogue and everything released before the replay begins, without a board to fold it
 * into. Safe to repeat after a kill: every release has its own idempotency key.
 */
export async function seedDemo(storage: Storage, replay: Replay, submit: Submit): Promise<void> {
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, boardRows });
  for (const event of replay.history()) {
    await submit(event.observations, {
      reportedBy: event.reportedBy,
      committedAt: event.at,
      idempotencyKey: event.id,
      act: null,
    });
  }
}
