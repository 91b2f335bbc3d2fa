import type { AccessSettings } from "./settings.ts";

const MINUTE_MS = 60_000;
/** Logins that nobody has, remembered at a time; the oldest is forgotten first. */
const MOST = 10_000;

/**
 * Attempts with logins that nobody has, locked like accounts: else the sentence that an account is
 * locked would tell who has one. Counted in each process, and lost with it.
 */
export interface UnknownLogins {
  /** Until when this login is locked; null while it is not. */
  lockedUntil(login: string): string | null;
  /** Counts a failed attempt. */
  count(login: string): void;
}

export function createUnknownLogins(
  lock: AccessSettings["lock"],
  clock: () => Date,
): UnknownLogins {
  const known = new Map<string, { failures: number; until: number | null }>();
  const now = () => clock().getTime();
  return {
    lockedUntil(login) {
      const until = known.get(login)?.until ?? null;
      return until === null || until <= now() ? null : new Date(until).toISOString();
    },
    count(login) {
      const before = known.get(login);
      // After the end of a lock counting starts anew, as with accounts.
      const over = before === undefined || (before.until !== null && before.until <= now());
      const failures = over ? 1 : before.failures + 1;
      const until = failures >= lock.after ? now() + lock.minutes * MINUTE_MS : null;
      known.delete(login);
      known.set(login, { failures, until });
      const oldest = known.keys().next().value;
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    },
  };
}
