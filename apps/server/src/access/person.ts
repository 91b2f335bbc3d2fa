import { nobody } from "@diaodu/domain";
import type { Account, Session, Storage } from "@diaodu/storage";
import type { Caller } from "./caller.ts";
import { passwordExpired } from "./password-rules.ts";
import type { AccessSettings } from "./settings.ts";

/** Why a session is no longer in force. */
export type SessionEnd = "expired" | "idle" | "account";

const MINUTE_MS = 60_000;

/** Whether the clocks of a session have run out, its account aside. */
export function timedOut(
  session: Pick<Session, "expiresAt" | "lastSeenAt">,
  now: Date,
  settings: AccessSettings,
): "expired" | "idle" | null {
  if (Date.parse(session.expiresAt) <= now.getTime()) return "expired";
  const idle = now.getTime() - Date.parse(session.lastSeenAt);
  return idle >= settings.session.idleMinutes * MINUTE_MS ? "idle" : null;
}

/** Whether this account must set another password before anything else. A provider's sign-in needs none. */
function mustChangePassword(
  account: Account,
  method: string,
  now: Date,
  settings: AccessSettings,
): boolean {
  if (!method.startsWith("password")) return false;
  return (
    account.mustChangePassword || passwordExpired(account.passwordChangedAt, now, settings.password)
  );
}

/** The person who holds this session, read anew; or why it is none. */
export async function personOf(
  session: Session,
  o: {
    readonly storage: Pick<Storage, "account">;
    readonly settings: AccessSettings;
    readonly now: Date;
    readonly ip: string | null;
  },
): Promise<Caller | { readonly ended: SessionEnd }> {
  const over = timedOut(session, o.now, o.settings);
  if (over !== null) return { ended: over };
  const account = await o.storage.account(session.accountId);
  if (account === null || account.state !== "active") return { ended: "account" };
  return callerFor(account, session, o);
}

/** The caller that an account in this session is. */
export function callerFor(
  account: Account,
  session: Pick<Session, "id" | "method">,
  o: { readonly settings: AccessSettings; readonly now: Date; readonly ip: string | null },
): Caller {
  const pending = mustChangePassword(account, session.method, o.now, o.settings);
  return {
    // No more than anybody else, until they may do more.
    subject:
      pending || account.roles.length === 0
        ? nobody(o.settings.board)
        : { roles: account.roles, units: account.scope.units, regions: account.scope.regions },
    actor: { kind: "person", id: account.id, name: account.name, ip: o.ip },
    accountId: account.id,
    sessionId: session.id,
    apiKey: null,
    pending: pending ? "change_password" : "none",
  };
}
