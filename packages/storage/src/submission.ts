import { type Observation, observationKey, type StoredObservation } from "@diaodu/domain";
import { appendAudit } from "./audit/append.ts";
import { readObservationsOf } from "./change-log.ts";
import { commit, type Ground } from "./ground.ts";
import { claimKey, settleKey } from "./idempotency.ts";
import { appendRevisions, lockCurrent } from "./observation-writes.ts";
import { isLowerRung, planRevisions, saysTheSame } from "./revision-plan.ts";
import type { BulkLoad, Submission, SubmissionFault, SubmissionResult } from "./storage.ts";
import type { NewRevision } from "./observation-columns.ts";

const BATCH_SIZE = 5000;

/** Takes the whole submission as one change, or none of it. @throws RangeError when it is empty */
export async function submitObservations(
  ground: Pick<Ground, "engine" | "reached">,
  submission: Submission,
): Promise<SubmissionResult> {
  const { items, idempotency, audit, ...by } = submission;
  if (items.length === 0) throw new RangeError("a submission holds at least one observation");
  const { engine } = ground;
  try {
    return await commit(ground, async (tx, append): Promise<SubmissionResult> => {
      if (idempotency !== undefined) {
        const claim = await claimKey(tx, idempotency, by.committedAt);
        if (claim === "conflict") return { kind: "idempotency_conflict" };
        if (claim !== "taken") {
          const { seq } = claim;
          const stored = await readObservationsOf(tx, [seq]);
          return { kind: "repeated", seq, observations: stored.get(seq) ?? [] };
        }
      }
      const plan = planRevisions(items, await lockCurrent(engine, tx, items));
      if (plan.faults.length > 0) throw new Rejection(plan.faults);
      const payload = { count: plan.revisions.length };
      const seq = await append({ kind: "observations", payload }, by.committedAt);
      const observations = await appendRevisions(engine, tx, plan.revisions, { seq, ...by });
      if (idempotency !== undefined) await settleKey(tx, idempotency, seq);
      if (audit !== undefined) await appendAudit(engine, tx, [audit]);
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
 * Batch after batch, each one change. What is already current, or of a lower rung than what is, is
 * passed over, so it can run again.
 */
export async function bulkLoad(
  ground: Pick<Ground, "engine" | "reached">,
  load: BulkLoad,
): Promise<{ readonly stored: number; readonly lastSeq: number | null }> {
  const { engine } = ground;
  const { items, batchSize = BATCH_SIZE, ...by } = load;
  let stored = 0;
  let lastSeq: number | null = null;
  for (const batch of batches(items, batchSize)) {
    const written = await commit(ground, async (tx, append) => {
      const current = await lockCurrent(engine, tx, batch);
      const revisions = news(batch, current);
      if (revisions.length === 0) return null;
      const payload = { count: revisions.length };
      const seq = await append({ kind: "observations", payload }, by.committedAt);
      await appendRevisions(engine, tx, revisions, { seq, ...by });
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
    if (before !== undefined && (saysTheSame(item, before) || isLowerRung(item, before))) continue;
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
