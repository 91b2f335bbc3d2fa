import type { AuditRow as SentRow } from "@diaodu/contracts";
import type { AuditRow } from "@diaodu/storage";
import { actionName } from "./action-names.ts";

/** A row as the audit administrator sees it. */
export function presentRow(row: AuditRow): SentRow {
  return {
    n: row.n,
    at: row.at,
    actor: { ...row.actor },
    action: row.action,
    actionName: actionName(row.action),
    object: row.object,
    result: row.result,
    detail: row.detail === null ? null : { ...row.detail },
    hash: row.hash,
  };
}
