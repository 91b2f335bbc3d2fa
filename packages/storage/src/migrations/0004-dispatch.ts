import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";

/**
 * The dispatch cycle: records with all their versions, what each version names, the numbers of
 * papers, how every indicator stood in a round, and messages with what became of them.
 *
 * A record is found by what its versions name, so that one table of keys serves every kind, and the
 * past as well as the present. Messages that wait have an index of their own: it stays as small as
 * what is waiting.
 */
export async function dispatch({ columns, clustered }: Engine, tx: Writer): Promise<void> {
  const { code, whole } = columns;
  const run = async (statement: ReturnType<typeof sql>): Promise<void> => {
    await statement.execute(tx);
  };
  await run(sql`create table record (
    kind ${code} not null,
    id ${code} not null,
    version ${whole} not null check (version > 0),
    state ${code} not null,
    event ${code} not null,
    seq ${whole} not null references change_log (seq),
    at text not null,
    by_account ${code},
    by_name text not null,
    words text,
    evidence text not null,
    body text not null,
    primary key (kind, id, version)
  )`);
  // Tells which version stood after a change without a look at the documents.
  await run(sql`create index record_by_seq on record (kind, id, seq, version)`);
  await run(sql`create table record_current (
    kind ${code} not null,
    id ${code} not null,
    version ${whole} not null,
    state ${code} not null,
    seq ${whole} not null,
    primary key (kind, id)
  ) ${clustered}`);
  await run(sql`create index record_current_by_state on record_current (kind, state)`);
  await run(sql`create index record_current_by_seq on record_current (kind, seq)`);
  await run(sql`create table record_key (
    kind ${code} not null,
    name ${code} not null,
    value ${code} not null,
    id ${code} not null,
    version ${whole} not null,
    primary key (kind, name, value, id, version)
  ) ${clustered}`);
  await run(sql`create table document_number (
    series ${code} primary key,
    last ${whole} not null check (last > 0)
  ) ${clustered}`);
  await run(sql`create table round_standing (
    round ${code} not null,
    indicator ${code} not null,
    region ${code} not null,
    light ${code} not null,
    words text not null,
    gap text,
    period ${code},
    value text,
    overdue_days ${whole} not null,
    streak ${whole} not null,
    trouble ${whole} not null,
    since ${code},
    made_up text,
    seq ${whole} not null references change_log (seq),
    primary key (round, indicator, region)
  )`);
  await run(
    sql`create index round_standing_by_series on round_standing (indicator, region, round)`,
  );
  await run(sql`create table message (
    id ${code} primary key,
    channel ${code} not null,
    unit ${code},
    account ${code},
    about_kind ${code} not null,
    about_id ${code} not null,
    title text not null,
    lines text not null,
    number text,
    path text,
    not_before ${code} not null,
    state ${code} not null check (state in ('waiting', 'sent', 'dead')),
    attempts ${whole} not null,
    next_at ${code} not null,
    worker ${code},
    created_at text not null,
    settled_at text,
    seq ${whole} not null references change_log (seq)
  )`);
  await run(sql`create index message_waiting on message (next_at) where state = 'waiting'`);
  await run(sql`create index message_by_channel on message (channel, seq)`);
  await run(sql`create index message_by_subject on message (about_kind, about_id)`);
  await run(sql`create table message_attempt (
    message ${code} not null references message (id),
    n ${whole} not null check (n > 0),
    at text not null,
    outcome ${code} not null check (outcome in ('sent', 'later', 'dead')),
    detail text not null,
    primary key (message, n)
  )`);
  await run(sql`create table message_read (
    message ${code} not null references message (id),
    account ${code} not null,
    at text not null,
    primary key (message, account)
  ) ${clustered}`);
}
