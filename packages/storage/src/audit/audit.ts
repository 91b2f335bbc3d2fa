/** Who did it, as the audit log keeps it: names are copied, because accounts are renamed. */
export interface Actor {
  readonly kind: "person" | "screen" | "machine" | "system" | "anonymous";
  /** Account, screen or key; null for the system and for whoever did not say. */
  readonly id: string | null;
  /** What the log shows, e.g. 张三. At a failed sign-in the login that was tried. */
  readonly name: string;
  /** Address of the caller; null for the command line and the system. */
  readonly ip: string | null;
}

/** One thing that was done, tried or refused. */
export interface AuditEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly actor: Actor;
  /** An action of the permission table, or `session.sign_in`, `session.sign_out`, `system.start` … */
  readonly action: string;
  /** What it was done to, e.g. `account:…` or `report:finance/2026-R163`; null where nothing is named. */
  readonly object: string | null;
  readonly result: "done" | "refused" | "failed";
  /** Small facts, e.g. what changed from and to. Never a secret, never a figure's whole file. */
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** An entry in its place: `hash` covers the entry, its number and the hash before. */
export interface AuditRow extends AuditEntry {
  /** From 1, without holes. */
  readonly n: number;
  /** 64 hexadecimal digits; the first row follows 64 zeros. */
  readonly previousHash: string;
  readonly hash: string;
}

export interface AuditFilter {
  /** Rows before this one, newest first; from the newest when absent. */
  readonly before?: number | undefined;
  /** 1..1,000; default 100. */
  readonly limit?: number | undefined;
  readonly actorId?: string | undefined;
  /** Part of the actor's name. */
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly result?: AuditEntry["result"] | undefined;
  /** Instants, inclusive and exclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export type AuditVerdict =
  | { readonly ok: true; readonly rows: number; readonly head: string }
  | {
      readonly ok: false;
      /** The first row that does not follow from the one before. */
      readonly at: number;
      readonly fault: "edited" | "removed" | "reordered" | "head_missing";
    };

/** Append-only: there is no way to change or remove a row. */
export interface AuditLog {
  /** Appends entries in their order, in one transaction. */
  appendAudit(...entries: readonly AuditEntry[]): Promise<void>;
  readAudit(filter: AuditFilter): Promise<AuditRow[]>;
  /**
   * Recomputes the chain from its first row. `expectedHead` is a hash noted outside of the database
   * (each export and each start of the server states it): without it rows cut off at the end cannot
   * be told.
   */
  verifyAudit(expectedHead?: string): Promise<AuditVerdict>;
}
