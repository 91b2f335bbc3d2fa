import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";

/**
 * The log, the facts it counts, and the current figures.
 *
 * `observation` is keyed by its place in the log, so it grows at its end only; its second key
 * starts with region and year, as a board is read. The year is told by the period: it makes no
 * two observations different, it only puts a board's rows beside each other.
 */
export async function logAndBoard(engine: Engine, tx: Writer): Promise<void> {
  const { code, whole } = engine.columns;
  const { clustered } = engine;
  const run = async (statement: ReturnType<typeof sql>): Promise<void> => {
    await statement.execute(tx);
  };

  await run(sql`create table meta (key ${code} primary key, value text not null) ${clustered}`);
  await run(sql`create table change_log (
    seq ${whole} primary key,
    committed_at text not null,
    kind text not null check (kind in ('observations', 'indicator', 'region', 'target', 'rule', 'board', 'round')),
    audience text not null,
    payload text not null
  )`);

  const definition = sql`
    code ${code} not null,
    revision ${whole} not null check (revision > 0),
    definition text not null,
    seq ${whole} not null references change_log (seq),
    reason text,
    primary key (code, revision)`;
  await run(sql`create table region (name text not null, parent ${code}, ${definition})`);
  await run(sql`create table indicator (${definition})`);
  await run(sql`create table status_rule (${definition})`);
  await run(sql`create table target (
    indicator ${code} not null,
    region ${code} not null,
    year ${whole} not null,
    revision ${whole} not null check (revision > 0),
    definition text not null,
    seq ${whole} not null references change_log (seq),
    reason text,
    primary key (indicator, region, year, revision)
  )`);
  await run(sql`create table board_row (
    seq ${whole} not null references change_log (seq),
    ordinal ${whole} not null,
    indicator ${code} not null,
    region ${code} not null,
    primary key (seq, ordinal)
  )`);

  const figure = sql`
    region ${code} not null,
    year ${whole} not null,
    indicator ${code} not null,
    period ${code} not null,
    basis ${code} not null,
    measure ${code} not null,
    revision ${whole} not null check (revision > 0),
    period_kind ${code} not null,
    value text not null,
    status text not null,
    as_of text not null,
    source text not null,
    simulated ${whole} not null check (simulated in (0, 1)),
    reason text,
    reported_by text not null,
    committed_at text not null`;
  await run(sql`create table observation (
    ${figure},
    seq ${whole} not null references change_log (seq),
    ordinal ${whole} not null,
    primary key (seq, ordinal),
    unique (region, year, indicator, period, basis, measure, revision)
  ) ${clustered}`);
  await run(sql`create table observation_current (
    ${figure},
    seq ${whole} not null,
    primary key (region, year, indicator, period, basis, measure)
  ) ${clustered}`);

  await run(sql`create table api_key (
    id ${code} primary key,
    name text not null,
    key_hash ${code} not null unique,
    created_at text not null,
    revoked_at text,
    last_used_at text
  )`);
  await run(sql`create table idempotency (
    api_key_id ${code} not null,
    key ${code} not null,
    body_hash text not null,
    seq ${whole} references change_log (seq),
    created_at text not null,
    primary key (api_key_id, key)
  )`);
}
