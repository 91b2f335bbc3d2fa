import { sql } from "kysely";
import type { Reader } from "../engine/engine.ts";
import { commit, type Ground } from "../ground.ts";
import { checkLimit } from "../limit.ts";
import { appendAudit } from "./append.ts";
import type { AuditFilter, AuditLog, AuditRow } from "./audit.ts";
import { AUDIT_COLUMNS, auditRow } from "./chain.ts";
import { verifyAudit } from "./verify.ts";

export function auditLogOf(ground: Ground): AuditLog {
  const { engine } = ground;
  return {
    appendAudit: (...entries) => commit(ground, (tx) => appendAudit(engine, tx, entries)),
    readAudit: (filter) => readAudit(engine.reads, filter),
    verifyAudit: (expectedHead) => verifyAudit(engine.reads, expectedHead),
  };
}

/** Newest first. @throws RangeError when `limit` is not within 1..1,000 */
async function readAudit(db: Reader, filter: AuditFilter): Promise<AuditRow[]> {
  const { before, limit = 100, actorId, actor, action, result, from, to } = filter;
  checkLimit(limit, 1000);
  const rows = await db
    .selectFrom("audit")
    .select(AUDIT_COLUMNS)
    .$if(before !== undefined, (q) => q.where("n", "<", before ?? 0))
    .$if(actorId !== undefined, (q) => q.where("actor_id", "=", actorId ?? ""))
    .$if(actor !== undefined, (q) => q.where(contains("actor_name", actor ?? "")))
    .$if(action !== undefined, (q) => q.where("action", "=", action ?? ""))
    .$if(result !== undefined, (q) => q.where("result", "=", result ?? ""))
    .$if(from !== undefined, (q) => q.where("at", ">=", from ?? ""))
    .$if(to !== undefined, (q) => q.where("at", "<", to ?? ""))
    .orderBy("n", "desc")
    .limit(limit)
    .execute();
  return rows.map(auditRow);
}

/** Signs that stand for others in a pattern are looked for as themselves. */
function contains(column: string, text: string) {
  const pattern = `%${text.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;
  return sql<boolean>`lower(${sql.ref(column)}) like ${pattern.toLowerCase()} escape '\\'`;
}
