import type { Writer } from "./engine/engine.ts";
import type { IdempotencyClaim } from "./storage.ts";

/** How long a repetition is recognised, in milliseconds: seven days. */
const KEPT = 7 * 24 * 3_600_000;

/**
 * Takes the key for this transaction (`taken`), or tells the change it was answered with; `conflict`
 * where it was used for another body. A second caller with the same key waits here until the first
 * has committed or failed.
 */
export async function claimKey(
  tx: Writer,
  claim: IdempotencyClaim,
  createdAt: string,
): Promise<"taken" | "conflict" | { readonly seq: number }> {
  const { callerId, key, bodyHash } = claim;
  const taken = await tx
    .insertInto("idempotency")
    .values({ caller_id: callerId, key, body_hash: bodyHash, seq: null, created_at: createdAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning("key")
    .executeTakeFirst();
  if (taken !== undefined) return "taken";
  const earlier = await tx
    .selectFrom("idempotency")
    .select(["body_hash", "seq"])
    .where("caller_id", "=", callerId)
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  if (earlier.body_hash !== bodyHash || earlier.seq === null) return "conflict";
  return { seq: earlier.seq };
}

/** Notes the change that answered the key. */
export async function settleKey(tx: Writer, claim: IdempotencyClaim, seq: number): Promise<void> {
  await tx
    .updateTable("idempotency")
    .set({ seq })
    .where("caller_id", "=", claim.callerId)
    .where("key", "=", claim.key)
    .execute();
}

/** Forgets keys older than seven days; returns how many. */
export async function pruneKeys(tx: Writer, now: string): Promise<number> {
  const result = await tx
    .deleteFrom("idempotency")
    .where("created_at", "<", new Date(Date.parse(now) - KEPT).toISOString())
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
