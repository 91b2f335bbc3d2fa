import { appendAudit } from "../audit/append.ts";
import type { AuditEntry } from "../audit/audit.ts";
import { commit, type Ground } from "../ground.ts";
import { DATABASE_ID, LAST_BACKUP_AT } from "../meta.ts";
import { BACKED_UP_AT } from "./stamp.ts";

/**
 * Makes another history of a database that was put back to an earlier point: whoever read further
 * than it now goes learns so by its new id. Everybody signs in anew, because sessions that were
 * ended after that point would live again, and codes that pair a display are void.
 *
 * @param entry appended to the audit log in the same transaction
 * @returns the new id, and how many sessions were ended
 */
export function beginAnew(
  ground: Ground,
  entry: AuditEntry,
): Promise<{ readonly databaseId: string; readonly sessions: number }> {
  const databaseId = ground.newId();
  const at = ground.now().toISOString();
  return commit(ground, async (tx) => {
    await ground.engine.takeLogTurn(tx);
    await tx
      .updateTable("meta")
      .set({ value: databaseId })
      .where("key", "=", DATABASE_ID)
      .execute();
    await tx.deleteFrom("meta").where("key", "in", [BACKED_UP_AT, LAST_BACKUP_AT]).execute();
    const ended = await tx
      .updateTable("session")
      .set({ ended_at: at })
      .where("ended_at", "is", null)
      .executeTakeFirst();
    await tx.deleteFrom("pairing").execute();
    await tx.deleteFrom("slate").execute();
    await appendAudit(ground.engine, tx, [entry]);
    return { databaseId, sessions: Number(ended.numUpdatedRows) };
  });
}
