import { canonicalJson } from "../canonical-json.ts";
import type { Engine, Writer } from "../engine/engine.ts";
import type { AuditEntry } from "./audit.ts";
import { CHAIN_START, hashOfRow } from "./chain.ts";

/**
 * Appends entries in their order to the chain, within the transaction of what they tell of. The turn
 * is held until the commit, so this comes last: numbers become visible in order, without holes.
 */
export async function appendAudit(
  engine: Engine,
  tx: Writer,
  entries: readonly AuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await engine.takeAuditTurn(tx);
  const last = await tx
    .selectFrom("audit")
    .select(["n", "hash"])
    .orderBy("n", "desc")
    .limit(1)
    .executeTakeFirst();
  let n = last?.n ?? 0;
  let previousHash = last?.hash ?? CHAIN_START;
  for (const given of entries) {
    n += 1;
    const entry = storable(given);
    const detail = entry.detail === null ? null : canonicalJson(entry.detail);
    const hash = hashOfRow(previousHash, n, entry);
    await tx
      .insertInto("audit")
      .values({
        n,
        at: entry.at,
        actor_kind: entry.actor.kind,
        actor_id: entry.actor.id,
        actor_name: entry.actor.name,
        ip: entry.actor.ip,
        action: entry.action,
        object: entry.object,
        result: entry.result,
        detail,
        previous_hash: previousHash,
        hash,
      })
      .execute();
    previousHash = hash;
  }
}

/** The entry as it will be read back: only that can be hashed again. */
function storable({ at, actor, action, object, result, detail }: AuditEntry): AuditEntry {
  return {
    at: storableText(at),
    actor: {
      kind: actor.kind,
      id: actor.id === null ? null : storableText(actor.id),
      name: storableText(actor.name),
      ip: actor.ip === null ? null : storableText(actor.ip),
    },
    action: storableText(action),
    object: object === null ? null : storableText(object),
    result,
    detail: detail === null ? null : (JSON.parse(canonicalJson(detail)) as typeof detail),
  };
}

/** PostgreSQL keeps neither NUL nor half a character; a login that was tried may hold both. */
function storableText(text: string): string {
  return Buffer.from(text).toString().replaceAll("\0", "\uFFFD");
}
