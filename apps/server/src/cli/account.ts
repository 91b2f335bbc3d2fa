import type { Storage } from "@diaodu/storage";
import { createPasswords, initialPassword } from "../access/passwords.ts";
import { StartRefused } from "../installation.ts";
import { type Command, onStorage, out } from "./command.ts";
import { consoleEntry } from "./console.ts";

export const accountCommands: readonly Command[] = [
  {
    words: "account reset-password",
    takes: "登录名",
    help: "重置密码（管理员的密码只能在这里重置）",
    prepare({ argument: login }) {
      if (login === undefined) throw new StartRefused("请写明登录名。");
      return onStorage(async (storage) => out(await resetPassword(storage, login, new Date())));
    },
  },
];

/**
 * Gives an account a new first password and ends its sessions and its lock: the way back in for an
 * administrator, whom no other administrator may reset.
 * @throws StartRefused where there is no such account
 */
async function resetPassword(storage: Storage, login: string, now: Date): Promise<string> {
  const account = await storage.accountByLogin(login.trim().toLowerCase());
  if (account === null) throw new StartRefused(`没有登录名为 ${login} 的账号。`);
  const object = `account:${account.id}`;
  const entry = (action: string) => consoleEntry(action, { object });
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
