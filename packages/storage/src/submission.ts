import { type Observation, observationKey, type StoredObservation } from "@diaodu/domain";
import { readObservationsOf } from "./change-log.ts";
import type { Engine, Writer } from "./engine/engine.ts";
import { appendRevisions, lockCurrent } from "./observation-writes.ts";
import { planRevisions, saysTheSame } from "./revision-plan.ts";
import type {
  BulkLoad,
  IdempotencyClaim,
  Submission,
  SubmissionFault,
  SubmissionResult,
} from "./storage.ts";
import type { NewRevision } from "./observation-columns.ts";

const BATCH_SIZE = 5000;

/** Takes the whole submission as one change, or none of it. @throws RangeError when it is empty */
export async function submitObservations(
  engine: Engine,
  submission: Submission,
): Promise<SubmissionResult> {
  const { items, idempotency, ...by } = submission;
  if (items.length === 0) throw new RangeError("a submission holds at least one observation");
  try {
    return await engine.write(async (tx) => {
      if (idempotency !== undefined) {
        const earlier = await claim(tx, idempotency, by.committedAt);
        if (earlier !== null) return earlier;
      }
      const plan = planRevisions(items, await lockCurrent(engine, tx, items));
      if (plan.faults.length > 0) throw new Rejection(plan.faults);
      const { seq, observations } = await appendRevisions(engine, tx, plan.revisions, by);
      if (idempotency !== undefined) await settle(tx, idempotency, seq);
      return { kind: "committed", seq, observations };
    });
  } catch (error) {
    if (error instanceof Rejection) return { kind: "rejected", faults: error.faults };
    throw error;
  }
}

/** Thrown inside the transaction so that it is rolled back, the idempotency key included. */
class Rejection extends Error {
  readonly faults: readonly SubmissionFault[];

  constructor(faults: readonly SubmissionFault[]) {
    super("rejected");
    this.faults = faults;
  }
}

/**
 * Takes the key for this transaction, or tells what it was used for. A second caller with the
 * same key waits here until the first has committed or failed.
 */
async function claim(
  tx: Writer,
  idempotency: IdempotencyClaim,
  createdAt: string,
): Promise<SubmissionResult | null> {
  const { apiKeyId, key, bodyHash } = idempotency;
  const taken = await tx
    .insertInto("idempotency")
    .values({ api_key_id: apiKeyId, key, body_hash: bodyHash, seq: null, created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (taken !== undefined) return null;
  const earlier = await tx
    .selectFrom("idempotency")
    .select(["body_hash", "seq"])
    .where("api_key_id", "=", apiKeyId)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (earlier.body_hash !== bodyHash || earlier.seq === null) {
    return { kind: "idempotency_conflict" };
  }
  const stored = await readObservationsOf(tx, [earlier.seq]);
  return { kind: "repeated", seq: earlier.seq, observations: stored.get(earlier.seq) ?? [] };
}

async function settle(tx: Writer, idempotency: IdempotencyClaim, seq: number): Promise<void> {
  await tx
    .updateTable("idempotency")
    .set({ seq })
    .where("api_key_id", "=", idempotency.apiKeyId)
    .where("key", "=", idempotency.key)
    .execute();
}

/** Batch after batch, each one change; what is already current is passed over, so it can run again. */
export async function bulkLoad(
  engine: Engine,
  load: BulkLoad,
): Promise<{ readonly stored: number; readonly lastSeq: number | null }> {
  const { items, batchSize = BATCH_SIZE, ...by } = load;
  let stored = 0;
  let lastSeq: number | null = null;
  for (const batch of batches(items, batchSize)) {
    const written = await engine.write(async (tx) => {
      const current = await lockCurrent(engine, tx, batch);
      const revisions = news(batch, current);
      if (revisions.length === 0) return null;
      const { seq } = await appendRevisions(engine, tx, revisions, by);
      return { seq, count: revisions.length };
    });
    if (written === null) continue;
    stored += written.count;
    lastSeq = written.seq;
  }
  if (stored > 0) await engine.refreshStatistics();
  return { stored, lastSeq };
}

function news(
  batch: readonly Observation[],
  current: ReadonlyMap<string, StoredObservation>,
): NewRevision[] {
  const latest = new Map<string, Parameters<typeof saysTheSame>[1]>(current);
  const revisions: NewRevision[] = [];
  for (const item of batch) {
    const key = observationKey(item);
    const before = latest.get(key);
    if (before !== undefined && saysTheSame(item, before)) continue;
    const revision = (before?.revision ?? 0) + 1;
    revisions.push({ item, revision });
    latest.set(key, { ...item, revision });
  }
  return revisions;
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
