import type { Account } from "@diaodu/storage";
import { Refusal } from "../http/problems.ts";
import type { Access } from "./access.ts";
import type { Caller } from "./caller.ts";

const MINUTE_MS = 60_000;

/** City time of an instant, e.g. `10:35`, with its day where that is not today's. */
function clockWords(instant: string, now: Date): string {
  const at = new Date(instant);
  const zone = { timeZone: "Asia/Shanghai" } as const;
  const time = at.toLocaleTimeString("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit" });
  const [day, today] = [at, now].map((one) => one.toLocaleDateString("zh-CN", zone));
  return day === today ? time : `${day} ${time}`;
}

/** @throws Refusal `account_locked`, with the time until which */
export function refuseLocked(account: Pick<Account, "lockedUntil">, now: Date): void {
  const until = account.lockedUntil;
  if (until === null || Date.parse(until) <= now.getTime()) return;
  throw new Refusal("account_locked", {
    detail: `账号已锁定至 ${clockWords(until, now)}，可稍后再试，或请安全管理员解锁`,
  });
}

/** Counts a failed attempt; locks and says so at the configured number. */
export async function countFailure(
  access: Access,
  caller: Caller,
  account: Account,
  what: "password" | "second_factor",
): Promise<void> {
  const { storage, settings, audit } = access;
  const now = access.clock();
  const actor = { ...caller.actor, id: account.id, name: account.login };
  const { lockedUntil, failures } = await storage.recordFailure(account.id, {
    lockAfter: settings.lock.after,
    lockedUntil: new Date(now.getTime() + settings.lock.minutes * MINUTE_MS).toISOString(),
    audit: audit.entry(actor, {
      action: "session.sign_in",
      object: `account:${account.id}`,
      result: "failed",
      detail: { why: what },
    }),
  });
  if (lockedUntil === null || Date.parse(lockedUntil) <= now.getTime()) return;
  if (failures === settings.lock.after) {
    const detail = { failures, until: lockedUntil };
    await audit.append(actor, { action: "account.lock", object: `account:${account.id}`, detail });
  }
  refuseLocked({ ...account, lockedUntil }, now);
}

/**
 * The account that login and password prove. An unknown login costs the time of a wrong password,
 * is told the same, and is locked like an account.
 * @throws Refusal `wrong_credentials`, `account_locked`, `forbidden` for a disabled account
 */
export async function provePassword(
  access: Access,
  caller: Caller,
  given: { readonly login: string; readonly password: string },
): Promise<Account> {
  const { storage, passwords, audit, unknownLogins } = access;
  const account = await storage.accountByLogin(given.login);
  if (account === null) {
    refuseLocked({ lockedUntil: await unknownLogins.lockedUntil(given.login) }, access.clock());
    await passwords.matches(given.password, null);
    const actor = { ...caller.actor, name: given.login };
    // Written each time, as a wrong password is: what is saved here could be told by the clock.
    const noted = audit.append(actor, {
      action: "session.sign_in",
      result: "failed",
      detail: { why: "unknown_login" },
    });
    const [lockedUntil] = await Promise.all([unknownLogins.count(given.login), noted]);
    // An account says so at the attempt that locks it.
    refuseLocked({ lockedUntil }, access.clock());
    throw new Refusal("wrong_credentials");
  }
  refuseLocked(account, access.clock());
  const credentials = await storage.credentials(account.id);
  if (!(await passwords.matches(given.password, credentials?.passwordHash ?? null))) {
    await countFailure(access, caller, account, "password");
    throw new Refusal("wrong_credentials");
  }
  // Others may have failed while this hash was computed: all of them count.
  const proved = (await storage.account(account.id)) ?? account;
  refuseLocked(proved, access.clock());
  if (proved.state !== "active") throw new Refusal("forbidden", { detail: "账号已停用" });
  return proved;
}
