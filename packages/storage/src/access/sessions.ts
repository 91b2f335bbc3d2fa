import type { AuditEntry } from "../audit/audit.ts";

/** One signed-in browser. Keyed by a hash: the cookie's value is nowhere in the database. */
export interface Session {
  /** SHA-256 of the cookie's session id, hexadecimal; also its public name. */
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: string;
  /** Precise to a minute. */
  readonly lastSeenAt: string;
  /** End by absolute time-out. */
  readonly expiresAt: string;
  readonly ip: string | null;
  readonly agent: string | null;
  /** `password`, `password+totp`, `openid`. */
  readonly method: string;
}

/** Rows of the session middleware's store, and what administrators see of them. */
export interface Sessions {
  /** The middleware's own JSON; null when unknown or ended. */
  readSession(
    id: string,
  ): Promise<{ readonly data: string; readonly session: Session | null } | null>;
  /** Stores a session; `session` is null before anybody has signed in with it. */
  writeSession(
    id: string,
    o: { readonly data: string; readonly expiresAt: string; readonly session: Session | null },
  ): Promise<void>;
  /** Notes when it was used last: a minute or more after what stands, or five minutes before it. */
  touchSession(id: string, lastSeenAt: string): Promise<void>;
  /** In force, newest first; of one account where given. */
  sessions(o: {
    readonly now: string;
    readonly accountId?: string | undefined;
  }): Promise<Session[]>;
  /**
   * Ends sessions at once, with one `access` row in the change log naming those that somebody had
   * signed in with. Returns how many were in force; 0 appends nothing. `except` keeps the caller's
   * own. `audit` is null where a session ends that nobody had signed in with. A request under way
   * cannot bring an ended session back: writing it does nothing.
   */
  endSessions(
    which:
      | { readonly id: string }
      | { readonly accountId: string; readonly except?: string | undefined },
    audit: AuditEntry | null,
  ): Promise<number>;
  /** Removes rows past their end. */
  pruneSessions(now: string): Promise<number>;
}

/** A display that shows the board without anybody signed in at it. */
export interface Screen {
  readonly id: string;
  readonly name: string;
  readonly pairedAt: string;
  /** Name of whoever let it in. */
  readonly pairedBy: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
}

/** Displays are let in by a code that they show and an administrator types. */
export interface Screens {
  /** Notes that a display asks; `tokenHash` is the SHA-256 of the secret that the display keeps. */
  requestPairing(o: {
    readonly code: string;
    readonly tokenHash: string;
    readonly expiresAt: string;
  }): Promise<{ readonly kind: "noted" | "code_in_use" }>;
  /** Lets in the display that shows `code`; null when no display does, or no longer. */
  pairScreen(o: {
    readonly code: string;
    readonly name: string;
    readonly by: string;
    readonly at: string;
    readonly audit: AuditEntry;
  }): Promise<Screen | null>;
  /** The display that holds this secret; `waiting` while its code is shown. */
  screenByToken(tokenHash: string, now: string): Promise<Screen | "waiting" | null>;
  screens(): Promise<Screen[]>;
  /** Also appends an `access` row to the change log. */
  revokeScreen(
    id: string,
    o: { readonly at: string; readonly audit: AuditEntry },
  ): Promise<boolean>;
}
