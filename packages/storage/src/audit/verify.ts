import type { Reader } from "../engine/engine.ts";
import type { AuditRow, AuditVerdict } from "./audit.ts";
import { AUDIT_COLUMNS, auditRow, CHAIN_START, hashOfRow } from "./chain.ts";

const PAGE = 1000;

/** Walks the chain from its first row, a page at a time: see AuditLog.verifyAudit. */
export async function verifyAudit(db: Reader, expectedHead?: string): Promise<AuditVerdict> {
  let head = CHAIN_START;
  let rows = 0;
  let met = expectedHead === undefined || expectedHead === head;
  for (;;) {
    const page = await db
      .selectFrom("audit")
      .select(AUDIT_COLUMNS)
      .where("n", ">", rows)
      .orderBy("n")
      .limit(PAGE)
      .execute();
    for (const columns of page) {
      const at = rows + 1;
      const row = readable(columns);
      if (row === null) return { ok: false, at, fault: "edited" };
      const fault = await faultAt(db, at, head, row);
      if (fault !== null) return { ok: false, at, fault };
      rows = at;
      head = row.hash;
      met ||= head === expectedHead;
    }
    if (page.length < PAGE) break;
  }
  // Rows before the first page: numbers of ours start at 1.
  const below = await db.selectFrom("audit").select("n").where("n", "<", 1).executeTakeFirst();
  if (below !== undefined) return { ok: false, at: below.n, fault: "reordered" };
  return met ? { ok: true, rows, head } : { ok: false, at: rows + 1, fault: "head_missing" };
}

function readable(columns: Parameters<typeof auditRow>[0]): AuditRow | null {
  try {
    return auditRow(columns);
  } catch {
    return null;
  }
}

/** Why `row` cannot be the one at place `at` after the hash `head`; null when it can. */
async function faultAt(
  db: Reader,
  at: number,
  head: string,
  row: AuditRow,
): Promise<"edited" | "removed" | "reordered" | null> {
  if (row.n === at && row.previousHash === head && row.hash === hashOfRow(head, at, row)) {
    return null;
  }
  if (row.n !== at) {
    // A gap: the row that followed `head` is gone, or stands under another number.
    const moved = await rowWith(db, "previous_hash", head);
    return moved === null ? "removed" : "reordered";
  }
  if (row.previousHash === head || row.hash === hashOfRow(head, at, row)) return "edited";
  // It follows another row: one that stands elsewhere, or one that is no more.
  return (await rowWith(db, "hash", row.previousHash)) === null ? "removed" : "reordered";
}

async function rowWith(
  db: Reader,
  column: "hash" | "previous_hash",
  hash: string,
): Promise<number | null> {
  const row = await db
    .selectFrom("audit")
    .select("n")
    .where(column, "=", hash)
    .limit(1)
    .executeTakeFirst();
  return row?.n ?? null;
}
