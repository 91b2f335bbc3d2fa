import type { SessionRow } from "@diaodu/contracts";
import type { Account, Session } from "@diaodu/storage";
import type { Caller } from "../../access/caller.ts";

/** Sessions in force, as administrators and their owners see them. */
export function presentSessions(
  sessions: readonly Session[],
  accounts: readonly Account[],
  caller: Caller,
): { sessions: SessionRow[] } {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  return {
    sessions: sessions.map((one) => ({
      id: one.id,
      accountId: one.accountId,
      accountName: names.get(one.accountId) ?? "",
      createdAt: one.createdAt,
      lastSeenAt: one.lastSeenAt,
      expiresAt: one.expiresAt,
      ip: one.ip,
      agent: one.agent,
      method: one.method,
      current: one.id === caller.sessionId,
    })),
  };
}
