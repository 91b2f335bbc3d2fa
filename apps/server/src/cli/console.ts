import type { AuditEntry, AuditLog } from "@diaodu/storage";
import { createAuditor, SYSTEM } from "../access/audit.ts";
import type { Deed } from "../access/audit.ts";

/** What was done at the server's own command line, by whoever has it. */
export function consoleEntry(
  log: Pick<AuditLog, "appendAudit">,
  action: string,
  deed: Omit<Deed, "action"> = {},
): AuditEntry {
  const audit = createAuditor(log, () => new Date());
  return audit.entry({ ...SYSTEM, name: "命令行" }, { action, ...deed });
}
