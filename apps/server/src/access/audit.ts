import type { Actor, AuditEntry, AuditLog } from "@diaodu/storage";
import type { Caller } from "./caller.ts";

/** The same thing by the same caller within this time is counted, not written again. */
const FOLD_MS = 60_000;
/** More kinds at a time than this are counted together: a flood must not fill memory or disk. */
const MAX_KINDS = 1000;

/** What was done, as the audit log takes it. `at` and the actor are filled in. */
export interface Deed {
  /** An action of the permission table, or `session.sign_in`, `system.start` … */
  readonly action: string;
  readonly object?: string | null | undefined;
  readonly result?: AuditEntry["result"] | undefined;
  readonly detail?: AuditEntry["detail"] | undefined;
}

export interface Auditor {
  /** The entry to hand to a storage method, which appends it in its own transaction. */
  entry(by: Caller | Actor, deed: Deed): AuditEntry;
  /** Appends at once. */
  append(by: Caller | Actor, deed: Deed): Promise<void>;
  /**
   * Appends the first of many: identical ones of one caller within a minute become one further row
   * that counts them. For reads and refusals, which anybody can repeat at will.
   */
  note(by: Caller | Actor, deed: Deed): Promise<void>;
  /** Writes the counts whose minute is over; all of them with `everything`. */
  flush(everything?: boolean): Promise<void>;
}

interface Folded {
  readonly entry: AuditEntry;
  readonly since: number;
  more: number;
}

/** @param at real time, not the replay's */
export function auditEntry(by: Caller | Actor, deed: Deed, at: Date): AuditEntry {
  return {
    at: at.toISOString(),
    actor: "actor" in by ? by.actor : by,
    action: deed.action,
    object: deed.object ?? null,
    result: deed.result ?? "done",
    detail: deed.detail ?? null,
  };
}

/** @param clock real time, not the replay's */
export function createAuditor(log: Pick<AuditLog, "appendAudit">, clock: () => Date): Auditor {
  const folded = new Map<string, Folded>();
  const entry: Auditor["entry"] = (by, deed) => auditEntry(by, deed, clock());

  async function flush(everything = false): Promise<void> {
    const now = clock().getTime();
    const due = [...folded].filter(([, { since }]) => everything || now - since >= FOLD_MS);
    for (const [key] of due) folded.delete(key);
    const counted = due
      .filter(([, { more }]) => more > 0)
      .map(([, one]) => ({
        ...one.entry,
        at: new Date(now).toISOString(),
        detail: { ...one.entry.detail, repeated: one.more, since: one.entry.at },
      }));
    if (counted.length === 0) return;
    try {
      await log.appendAudit(...counted);
    } catch (error) {
      // Not lost where the log cannot be written now: counted on, and written when it can.
      for (const [key, one] of due) {
        const again = folded.get(key);
        if (again === undefined) folded.set(key, one);
        else again.more += one.more;
      }
      throw error;
    }
  }

  return {
    entry,
    append: (by, deed) => log.appendAudit(entry(by, deed)),
    async note(by, deed) {
      const made = entry(by, deed);
      const exact = keyOf(made);
      const full = folded.size >= MAX_KINDS && !folded.has(exact);
      const key = full ? `${made.action} ${made.result}` : exact;
      const known = folded.get(key);
      if (known !== undefined && clock().getTime() - known.since < FOLD_MS) {
        known.more += 1;
        return;
      }
      if (known !== undefined) await flush();
      folded.set(key, { entry: made, since: clock().getTime(), more: 0 });
      try {
        await log.appendAudit(made);
      } catch (error) {
        folded.delete(key);
        throw error;
      }
    },
    flush,
  };
}

function keyOf({ actor, action, object, result }: AuditEntry): string {
  return JSON.stringify([actor.kind, actor.id, actor.ip, actor.name, action, object, result]);
}

/** The program itself. */
export const SYSTEM: Actor = { kind: "system", id: null, name: "系统", ip: null };
