import type { AuditEntry } from "@diaodu/storage";
import { auditEntry, SYSTEM } from "../access/audit.ts";
import type { Deed } from "../access/audit.ts";

/** What was done at the server's own command line, by whoever has it. */
export function consoleEntry(action: string, deed: Omit<Deed, "action"> = {}): AuditEntry {
  return auditEntry({ ...SYSTEM, name: "命令行" }, { action, ...deed }, new Date());
}
