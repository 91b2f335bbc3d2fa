import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";

/**
 * Each row of the log gets a name that no other transaction can have. Where two histories part (a
 * standby was promoted that lacked the last rows), rows of one seq differ by it. Rows that older
 * programs wrote have none.
 */
export async function changeMarks(_engine: Engine, tx: Writer): Promise<void> {
  await sql`alter table change_log add column mark text`.execute(tx);
}
