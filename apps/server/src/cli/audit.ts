import type { Storage } from "@diaodu/storage";
import { AUDIT_INTACT, AUDIT_VERIFIED_AT } from "../features/health/stored-state.ts";
import { StartRefused } from "../installation.ts";
import { AUDIT_FAULTS } from "./backup-words.ts";
import { type Command, onStorage, out } from "./command.ts";

export const auditCommands: readonly Command[] = [
  {
    words: "audit verify",
    takes: "[--head 散列]",
    help: "校验审计日志；散列取自导出文件或启动日志",
    options: ["head"],
    prepare: ({ options }) =>
      onStorage(async (storage) => out(await verifyAudit(storage, options.head, new Date()))),
  },
];

/**
 * Recomputes the chain of the audit log.
 *
 * @param head hash that was noted outside of the database; without it rows cut off at the end
 *   cannot be told
 * @throws StartRefused where the chain is broken
 */
export async function verifyAudit(
  storage: Pick<Storage, "verifyAudit" | "meta">,
  head: string | undefined,
  now: Date,
): Promise<string> {
  if (head !== undefined && !/^[\da-f]{64}$/u.test(head)) {
    throw new StartRefused("--head 须为 64 位十六进制散列。");
  }
  const verdict = await storage.verifyAudit(head);
  // Whoever watches the server learns of it from its measurements.
  await storage.meta.set(AUDIT_VERIFIED_AT, now.toISOString());
  await storage.meta.set(AUDIT_INTACT, verdict.ok ? "yes" : "no");
  if (!verdict.ok) {
    throw new StartRefused(`审计日志不完整：第 ${verdict.at} 行${AUDIT_FAULTS[verdict.fault]}。`);
  }
  return `审计日志完整，共 ${verdict.rows} 行，链尾散列 ${verdict.head}`;
}
