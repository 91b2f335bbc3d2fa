import { AUDIT_ACTION_NAMES } from "@diaodu/contracts";
import { ACTION_NAMES } from "@diaodu/domain";

/** The Chinese name of an action in the audit log; its code where it has none. */
export function actionName(action: string): string {
  return (
    AUDIT_ACTION_NAMES[action] ??
    (ACTION_NAMES as Readonly<Record<string, string>>)[action] ??
    action
  );
}
