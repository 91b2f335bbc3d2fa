import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";

const REFUSED = "audit is append-only";

/**
 * Lets the database itself refuse to change or remove a row of the audit log. A second lock: who
 * can drop these triggers is still found out by the chain of hashes.
 */
export async function keepAuditAppendOnly(engine: Engine, tx: Writer): Promise<void> {
  if (engine.kind === "postgres") {
    await sql`create function audit_refuse() returns trigger language plpgsql as
      ${sql.lit(`begin raise exception '${REFUSED}'; end`)}`.execute(tx);
    await sql`create trigger audit_fixed before update or delete or truncate on audit
      for each statement execute function audit_refuse()`.execute(tx);
    return;
  }
  const refuse = sql`begin select raise(abort, ${sql.lit(REFUSED)}); end`;
  await sql`create trigger audit_no_update before update on audit ${refuse}`.execute(tx);
  await sql`create trigger audit_no_delete before delete on audit ${refuse}`.execute(tx);
  // `insert or replace` removes a row without asking the trigger on delete.
  await sql`create trigger audit_no_replace before insert on audit
    when exists (select 1 from audit where n = new.n) ${refuse}`.execute(tx);
}
