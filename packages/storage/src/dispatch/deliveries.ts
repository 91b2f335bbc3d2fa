import type { Engine } from "../engine/engine.ts";
import { checkLimit } from "../limit.ts";
import { instant, messagesOf } from "./message-rows.ts";
import type { Message, Outbox } from "./outbox.ts";

/**
 * A lease of so many lengths was made by a clock that was ahead: its holder may be dead, and nobody
 * waits for its day to come. Clocks that differ by less are believed.
 */
const WRONG_AFTER = 10;

/** See {@link Outbox.claimMessages}. */
export async function claimMessages(
  engine: Engine,
  o: Parameters<Outbox["claimMessages"]>[0],
): Promise<Message[]> {
  checkLimit(o.limit, 1000);
  const now = instant(o.now);
  const leaseEnd = new Date(Date.parse(now) + o.leaseMs).toISOString();
  const noLease = new Date(Date.parse(now) + WRONG_AFTER * o.leaseMs).toISOString();
  const due = (db: Engine["reads"]) =>
    db
      .selectFrom("message")
      .select("id")
      .where("state", "=", "waiting")
      .where((eb) =>
        eb.or([
          eb("next_at", "<=", now),
          eb.and([eb("worker", "is not", null), eb("next_at", ">", noLease)]),
        ]),
      )
      .orderBy("next_at")
      .orderBy("id")
      .limit(o.limit);
  // Most looks find nothing: they need not make other writers wait.
  if ((await due(engine.reads).executeTakeFirst()) === undefined) return [];
  return engine.write(async (tx) => {
    const rows = await due(tx)
      // What another worker is taking at this moment is not worth waiting for.
      .$if(engine.kind === "postgres", (q) => q.forUpdate().skipLocked())
      .execute();
    if (rows.length === 0) return [];
    const ids = rows.map((row) => row.id);
    const taken = await tx
      .updateTable("message")
      .set({ next_at: leaseEnd, worker: o.worker })
      .where("id", "in", ids)
      .returningAll()
      .execute();
    const place = new Map(ids.map((id, index) => [id, index]));
    const inOrder = taken.toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
    return messagesOf(tx, inOrder);
  });
}

/**
 * See {@link Outbox.settleMessage}. A lease that ran out and that nobody took up since still counts:
 * what was sent was sent.
 */
export function settleMessage(
  engine: Engine,
  o: Parameters<Outbox["settleMessage"]>[0],
): Promise<boolean> {
  const at = instant(o.at);
  const after =
    o.outcome === "later"
      ? { state: "waiting", next_at: laterAt(o.nextAt), settled_at: null }
      : { state: o.outcome, settled_at: at };
  return engine.write(async (tx) => {
    const row = await tx
      .updateTable("message")
      .set((eb) => ({ ...after, worker: null, attempts: eb("attempts", "+", 1) }))
      .where("id", "=", o.id)
      .where("state", "=", "waiting")
      .where("worker", "=", o.worker)
      .returning("attempts")
      .executeTakeFirst();
    if (row === undefined) return false;
    await tx
      .insertInto("message_attempt")
      .values({ message: o.id, n: row.attempts, at, outcome: o.outcome, detail: o.detail })
      .execute();
    return true;
  });
}

function laterAt(nextAt: string | null): string {
  if (nextAt === null) throw new RangeError("a message that is tried again says when");
  return instant(nextAt);
}
