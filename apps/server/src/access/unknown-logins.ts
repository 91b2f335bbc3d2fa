import { createHash } from "node:crypto";
import type { Slate } from "@diaodu/storage";
import type { AccessSettings } from "./settings.ts";

const MINUTE_MS = 60_000;
/** How long failures are remembered after the last: an account's are kept for ever. */
const KEPT_MS = 30 * 24 * 60 * MINUTE_MS;

/**
 * Attempts with logins that nobody has, locked like accounts, by all servers together: else the
 * sentence that an account is locked would tell who has one.
 */
export interface UnknownLogins {
  /** Until when this login is locked; null while it is not. */
  lockedUntil(login: string): Promise<string | null>;
  /** Counts a failed attempt; until when the login is locked after it. */
  count(login: string): Promise<string | null>;
}

interface Failures {
  readonly failures: number;
  readonly until: string | null;
}

export function createUnknownLogins(
  lock: AccessSettings["lock"],
  o: { readonly slate: Slate; readonly clock: () => Date },
): UnknownLogins {
  const { slate, clock } = o;
  const after = (ms: number) => new Date(clock().getTime() + ms).toISOString();
  const locked = ({ until }: Failures) => (until === null || until <= after(0) ? null : until);
  return {
    async lockedUntil(login) {
      const text = await slate.read(keyOf(login), after(0));
      return text === null ? null : locked(JSON.parse(text) as Failures);
    },
    async count(login) {
      for (;;) {
        const was = await slate.read(keyOf(login), after(0));
        const before = was === null ? null : (JSON.parse(was) as Failures);
        // After the end of a lock counting starts anew, as with accounts.
        const isOver = before === null || (before.until !== null && locked(before) === null);
        const failures = isOver ? 1 : before.failures + 1;
        const until = failures >= lock.after ? after(lock.minutes * MINUTE_MS) : null;
        const now: Failures = { failures, until };
        const written = await slate.put(keyOf(login), JSON.stringify(now), {
          was,
          now: after(0),
          until: after(KEPT_MS),
        });
        // Others fail with the same login at the same time: all of them count.
        if (written) return until;
      }
    },
  };
}

/** What somebody typed may be anything, a password in the wrong field too. */
function keyOf(login: string): string {
  return `login:${createHash("sha256").update(login).digest("base64url")}`;
}
