import type { Account } from "@diaodu/storage";
import { Refusal } from "../http/problems.ts";
import type { Access } from "./access.ts";
import type { Caller } from "./caller.ts";
import { passwordFaultsAt } from "./password-rules.ts";

/**
 * Sets a password that somebody chose, by every rule.
 * @param path of the password in the submission, for faults
 * @throws Refusal `validation_failed` with every rule broken
 */
export async function chooseOwnPassword(
  access: Access,
  caller: Caller,
  account: Account,
  o: { readonly password: string; readonly path: string },
): Promise<void> {
  const { storage, passwords, settings, audit } = access;
  const faults = passwordFaultsAt(o.path, o.password, account.login, settings.password);
  const known = await storage.credentials(account.id);
  const latest = [known?.passwordHash ?? null, ...(known?.formerHashes ?? [])]
    .filter((hash) => hash !== null)
    .slice(0, settings.password.remembered);
  for (const hash of latest) {
    if (!(await passwords.matches(o.password, hash))) continue;
    const message = `不能使用最近 ${settings.password.remembered} 次用过的密码`;
    faults.push({ path: o.path, code: "password_reused", message });
    break;
  }
  if (faults.length > 0) throw new Refusal("validation_failed", { faults });
  await storage.setPassword(account.id, {
    hash: await passwords.hash(o.password),
    mustChange: false,
    keep: Math.max(0, settings.password.remembered - 1),
    at: access.clock().toISOString(),
    audit: audit.entry(caller, {
      action: "session.password",
      object: `account:${account.id}`,
    }),
  });
}
