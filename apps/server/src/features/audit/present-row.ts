import type { AuditRow as SentRow } from "@diaodu/contracts";
import type { AuditRow } from "@diaodu/storage";
import { actionName } from "./action-names.ts";
import type { NameOf } from "./object-names.ts";

/** A row as the audit administrator sees it. */
export function presentRow(row: AuditRow, nameOf: NameOf): SentRow {
  return {
    n: row.n,
    at: row.at,
    actor: { ...row.actor },
    action: row.action,
    actionName: actionName(row.action),
    object: row.object,
    objectName: nameOf(row.object),
    result: row.result,
    detail: row.detail === null ? null : { ...row.detail },
    hash: row.hash,
  };
}
