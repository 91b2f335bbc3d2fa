import type { AuditEntry, AuditLog, Storage } from "@diaodu/storage";
import { StartRefused } from "../installation.ts";
import { createAuditor, SYSTEM } from "./audit.ts";
import type { Deed } from "./audit.ts";
import { createPasswords, initialPassword } from "./passwords.ts";

/** How a chain is broken, for a person. */
const FAULTS = {
  edited: "被改动",
  removed: "之前有行被删除",
  reordered: "顺序被调换",
  head_missing: "之后的行不见了：没有找到给出的链尾散列",
} as const;

/**
 * Recomputes the chain of the audit log.
 *
 * @param head hash that was noted outside of the database; without it rows cut off at the end
 *   cannot be told
 * @throws StartRefused where the chain is broken
 */
export async function verifyAudit(
  storage: Pick<Storage, "verifyAudit">,
  head: string | undefined,
): Promise<string> {
  if (head !== undefined && !/^[\da-f]{64}$/u.test(head)) {
    throw new StartRefused("--head 须为 64 位十六进制散列。");
  }
  const verdict = await storage.verifyAudit(head);
  if (!verdict.ok) {
    throw new StartRefused(`审计日志不完整：第 ${verdict.at} 行${FAULTS[verdict.fault]}。`);
  }
  return `审计日志完整，共 ${verdict.rows} 行，链尾散列 ${verdict.head}`;
}

/** What was done at the server's own command line, by whoever has it. */
export function consoleEntry(
  log: Pick<AuditLog, "appendAudit">,
  action: string,
  deed: Omit<Deed, "action"> = {},
): AuditEntry {
  const audit = createAuditor(log, () => new Date());
  return audit.entry({ ...SYSTEM, name: "命令行" }, { action, ...deed });
}

/**
 * Gives an account a new first password and ends its sessions and its lock: the way back in for an
 * administrator, whom no other administrator may reset.
 * @throws StartRefused where there is no such account
 */
export async function resetPassword(storage: Storage, login: string, now: Date): Promise<string> {
  const account = await storage.accountByLogin(login.trim().toLowerCase());
  if (account === null) throw new StartRefused(`没有登录名为 ${login} 的账号。`);
  const audit = createAuditor(storage, () => now);
  const object = `account:${account.id}`;
  const entry = (action: string) => audit.entry({ ...SYSTEM, name: "命令行" }, { action, object });
  const password = initialPassword();
  await storage.setPassword(account.id, {
    hash: await createPasswords().hash(password),
    mustChange: true,
    keep: 4,
    at: now.toISOString(),
    audit: entry("account.password"),
  });
  await storage.endSessions({ accountId: account.id }, entry("session.end"));
  return `已为「${account.name}」重置密码，首次登录须修改：\n${password}`;
}
