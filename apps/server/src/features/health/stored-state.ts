import { statfs } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { LAST_BACKUP_AT } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";

/** Keys of the database's meta table under which a check of the audit log is noted. */
export const AUDIT_VERIFIED_AT = "audit_verified_at";
export const AUDIT_INTACT = "audit_intact";

/** A database that hangs must not make whoever watches it hang as well. */
const PATIENCE_MS = 2000;

/** What the database says of itself to whoever watches. Times are ISO 8601 UTC; null for never. */
export interface StoredState {
  readonly headSeq: number;
  readonly outbox: Awaited<ReturnType<Storage["outboxLoad"]>>;
  readonly lastBackupAt: string | null;
  readonly auditVerifiedAt: string | null;
  /** What the last check found; null before the first. */
  readonly auditIntact: boolean | null;
}

/** Null when the database cannot be reached, or does not answer within two seconds. */
export async function readStoredState(
  storage: Pick<Storage, "headSeq" | "outboxLoad" | "meta">,
): Promise<StoredState | null> {
  const read = async (): Promise<StoredState> => {
    const headSeq = await storage.headSeq();
    const outbox = await storage.outboxLoad();
    const intact = await storage.meta.get(AUDIT_INTACT);
    return {
      headSeq,
      outbox,
      lastBackupAt: await storage.meta.get(LAST_BACKUP_AT),
      auditVerifiedAt: await storage.meta.get(AUDIT_VERIFIED_AT),
      auditIntact: intact === null ? null : intact === "yes",
    };
  };
  const answered = new AbortController();
  try {
    const late = pause(PATIENCE_MS, null, { signal: answered.signal }).catch(() => null);
    return await Promise.race([read(), late]);
  } catch {
    return null;
  } finally {
    answered.abort();
  }
}

/** Bytes of the disk that holds `folder`: those that this process may still take, and all. */
export async function diskOf(folder: string): Promise<{ free: number; size: number } | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    // Nothing was written there yet: with PostgreSQL the folder is made by the first upload.
    return null;
  }
}
