import { createHash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import type { Actor, AuditEntry, AuditRow } from "./audit.ts";

/** What the first row follows. */
export const CHAIN_START = "0".repeat(64);

/**
 * SHA-256 over the hash before, a line feed, and the canonical JSON of the entry with its number:
 * whoever has the rows can recompute it with any tool.
 */
export function hashOfRow(previousHash: string, n: number, entry: AuditEntry): string {
  return createHash("sha256")
    .update(`${previousHash}\n${canonicalJson({ n, ...bare(entry) })}`)
    .digest("hex");
}

/** The fields that are hashed and no other that the caller's object may carry. */
function bare({ at, actor, action, object, result, detail }: AuditEntry): AuditEntry {
  const { kind, id, name, ip } = actor;
  return { at, actor: { kind, id, name, ip }, action, object, result, detail };
}

export const AUDIT_COLUMNS = [
  "n",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "ip",
  "action",
  "object",
  "result",
  "detail",
  "previous_hash",
  "hash",
] as const;

type Columns = Readonly<
  Record<"at" | "actor_kind" | "actor_name" | "action" | "result", string> &
    Record<"actor_id" | "ip" | "object" | "detail", string | null>
> & { readonly n: number; readonly previous_hash: string; readonly hash: string };

/** @throws SyntaxError where `detail` holds no JSON: nothing of ours wrote it */
export function auditRow(row: Columns): AuditRow {
  return {
    n: row.n,
    at: row.at,
    actor: {
      kind: row.actor_kind as Actor["kind"],
      id: row.actor_id,
      name: row.actor_name,
      ip: row.ip,
    },
    action: row.action,
    object: row.object,
    result: row.result as AuditEntry["result"],
    detail: row.detail === null ? null : (JSON.parse(row.detail) as Record<string, unknown>),
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
