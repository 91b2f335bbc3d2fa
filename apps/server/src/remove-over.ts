import type { Storage } from "@diaodu/storage";
import type { Logger } from "pino";

const EVERY_MS = 10 * 60_000;

type Over = Pick<Storage, "pruneSessions" | "pruneIdempotency" | "slate">;

/** Removes what is over at `now`: sessions, notes of the slate and, with `keys`, idempotency keys. */
export async function removeOver(storage: Over, o: { keys: boolean; now: Date }): Promise<void> {
  const now = o.now.toISOString();
  await Promise.all([
    storage.pruneSessions(now),
    storage.slate.pruneSlate(now),
    o.keys ? storage.pruneIdempotency(now) : null,
  ]);
}

/** Does so every ten minutes; what could not be removed is tried again. Returns the way to stop. */
export function keepRemoving(o: {
  readonly storage: Over;
  readonly keys: boolean;
  readonly now: () => Date;
  readonly log: Pick<Logger, "error">;
}): () => void {
  const timer = setInterval(() => {
    removeOver(o.storage, { keys: o.keys, now: o.now() }).catch((error: unknown) =>
      o.log.error({ err: error }, "what is over could not be removed"),
    );
  }, EVERY_MS);
  return () => clearInterval(timer);
}
