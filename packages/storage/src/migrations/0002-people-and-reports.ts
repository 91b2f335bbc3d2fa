import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";
import { keepAuditAppendOnly } from "./audit-locks.ts";

type Run = (statement: ReturnType<typeof sql>) => Promise<void>;

/** People, displays, what units report, and the record of who did what. */
export async function peopleAndReports(engine: Engine, tx: Writer): Promise<void> {
  const run: Run = async (statement) => {
    await statement.execute(tx);
  };
  await openTheLog(engine, run);
  await extendTheFirst(engine, run);
  await makeAccess(engine, run);
  await makeReports(engine, run);
  await makeAudit(engine, run);
  await keepAuditAppendOnly(engine, tx);
}

/** Lets the log take any kind: the first schema listed them. */
async function openTheLog({ kind, columns }: Engine, run: Run): Promise<void> {
  if (kind === "postgres") {
    await run(sql`alter table change_log drop constraint change_log_kind_check`);
    return;
  }
  // SQLite drops no constraint. Other tables refer to this one, so its rows are put back under the
  // same name before the deferred check at the commit. Each row that goes or comes is looked for in
  // all of those tables: these indexes keep that from reading them whole.
  const referring = ["region", "indicator", "status_rule", "target", "idempotency"];
  for (const table of referring) {
    await run(
      sql`create index ${sql.id(`${table}_by_seq`)} on ${sql.table(table)} (${sql.id("seq")})`,
    );
  }
  await run(sql`pragma defer_foreign_keys = on`);
  await run(sql`create table change_log_before as select * from change_log`);
  await run(sql`drop table change_log`);
  await run(sql`create table change_log (
    seq ${columns.whole} primary key,
    committed_at text not null,
    kind text not null,
    audience text not null,
    payload text not null
  )`);
  await run(sql`insert into change_log select seq, committed_at, kind, audience, payload
    from change_log_before order by seq`);
  await run(sql`drop table change_log_before`);
  for (const table of referring) await run(sql`drop index ${sql.id(`${table}_by_seq`)}`);
}

/** What the tables of the first schema gain. */
async function extendTheFirst({ columns }: Engine, run: Run): Promise<void> {
  const { code, whole } = columns;
  await run(sql`alter table idempotency rename column api_key_id to caller_id`);
  await run(sql`alter table board_row add column reason text`);
  await run(sql`alter table api_key add column unit ${code}`);
  await run(sql`alter table api_key add column mode ${code} not null default 'publish'`);
  await run(sql`alter table api_key add column indicators text`);
  await run(sql`alter table api_key add column regions text`);
  await run(sql`alter table api_key add column expires_at text`);
  for (const table of ["unit", "duty"]) {
    await run(sql`create table ${sql.table(table)} (
      code ${code} not null,
      revision ${whole} not null check (revision > 0),
      definition text not null,
      seq ${whole} not null references change_log (seq),
      reason text,
      primary key (code, revision)
    )`);
  }
}

async function makeAccess({ columns }: Engine, run: Run): Promise<void> {
  const { code, whole } = columns;
  await run(sql`create table account (
    id ${code} primary key,
    login ${code} not null unique,
    name text not null,
    roles text not null,
    scope text not null,
    state ${code} not null,
    must_change_password ${whole} not null check (must_change_password in (0, 1)),
    password_hash text,
    former_hashes text not null,
    password_changed_at text,
    failures ${whole} not null,
    locked_until text,
    totp_secret text,
    totp_used_step ${whole},
    open_id ${code} unique,
    created_at text not null,
    last_sign_in_at text,
    version ${whole} not null
  )`);
  await run(sql`create table session (
    id ${code} primary key,
    data text not null,
    expires_at ${code} not null,
    ended_at text,
    account_id ${code} references account (id),
    created_at ${code},
    last_seen_at text,
    ends_at ${code},
    ip text,
    agent text,
    method text
  )`);
  await run(sql`create index session_by_account on session (account_id)`);
  await run(sql`create index session_by_end on session (expires_at)`);
  await run(sql`create table pairing (
    code ${code} primary key,
    token_hash ${code} not null unique,
    expires_at ${code} not null
  )`);
  await run(sql`create table screen (
    id ${code} primary key,
    name text not null,
    token_hash ${code} not null unique,
    paired_at ${code} not null,
    paired_by text not null,
    last_seen_at text,
    revoked_at text
  )`);
}

async function makeReports({ columns }: Engine, run: Run): Promise<void> {
  const { bytes, code, whole } = columns;
  await run(sql`create table attachment (
    id ${code} primary key,
    unit ${code} not null,
    name text not null,
    media_type text not null,
    size ${whole} not null,
    sha256 ${code} not null,
    by_account ${code},
    by_name text not null,
    made_at text not null,
    bytes ${bytes} not null
  )`);
  await run(sql`create table report_entry (
    region ${code} not null,
    indicator ${code} not null,
    period ${code} not null,
    basis ${code} not null,
    measure ${code} not null,
    unit ${code} not null,
    id ${code} primary key,
    state ${code} not null,
    version ${whole} not null check (version > 0),
    value text not null,
    status text not null,
    as_of text not null,
    source text not null,
    simulated ${whole} not null check (simulated in (0, 1)),
    reason text,
    note text,
    unchanged ${whole} not null check (unchanged in (0, 1)),
    attachment ${code} references attachment (id),
    origin text not null,
    round ${code} not null,
    submitted_account ${code},
    submitted_name text not null,
    submitted_at text not null,
    decided_account ${code},
    decided_name text,
    decided_at text,
    decision_reason text,
    published_seq ${whole},
    published_revision ${whole},
    published_value text,
    published_status text,
    seq ${whole} not null references change_log (seq),
    unique (region, indicator, period, basis, measure, unit)
  )`);
  await run(sql`create index report_entry_by_state on report_entry (state)`);
  await run(sql`create index report_entry_by_unit on report_entry (unit)`);
  await run(sql`create index report_entry_by_round on report_entry (round)`);
  await run(sql`create table report_event (
    entry ${code} not null references report_entry (id),
    version ${whole} not null check (version > 0),
    event ${code} not null,
    state ${code} not null,
    at text not null,
    by_account ${code},
    by_name text not null,
    value text not null,
    status text not null,
    reason text,
    note text,
    origin text not null,
    attachment ${code},
    round ${code} not null,
    seq ${whole} not null references change_log (seq),
    revision ${whole},
    primary key (entry, version)
  )`);
  await run(sql`create index report_event_by_seq on report_event (seq)`);
  await run(sql`create table draft (
    unit ${code} not null,
    round ${code} not null,
    version ${whole} not null,
    cells text not null,
    by_account ${code},
    by_name text not null,
    saved_at text not null,
    primary key (unit, round)
  )`);
}

async function makeAudit({ columns }: Engine, run: Run): Promise<void> {
  const { code, whole } = columns;
  await run(sql`create table audit (
    n ${whole} primary key,
    at ${code} not null,
    actor_kind ${code} not null,
    actor_id ${code},
    actor_name text not null,
    ip text,
    action ${code} not null,
    object text,
    result ${code} not null,
    detail text,
    previous_hash ${code} not null,
    hash ${code} not null
  )`);
  await run(sql`create index audit_by_actor on audit (actor_id, n)`);
  await run(sql`create index audit_by_action on audit (action, n)`);
}
