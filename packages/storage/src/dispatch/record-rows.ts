import { CompiledQuery, type Selectable } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";
import { cell, insertOfJson } from "../observation-columns.ts";
import type { Schema } from "../schema.ts";
import { namesOf } from "./record-names.ts";
import type { AnyRecord, RecordKind } from "./records.ts";

/** In the order of {@link recordCells}. */
export const RECORD_COLUMNS = [
  "kind",
  "id",
  "version",
  "state",
  "event",
  "words",
  "evidence",
  "body",
  "by_account",
  "by_name",
  "at",
  "seq",
] as const;

export type RecordRow = Pick<Selectable<Schema["record"]>, (typeof RECORD_COLUMNS)[number]>;

const CURRENT_COLUMNS = ["kind", "id", "version", "state", "seq"] as const;
const KEY_COLUMNS = ["kind", "name", "value", "id", "version"] as const;

export function recordOf(row: RecordRow): AnyRecord {
  const evidence: unknown = JSON.parse(row.evidence);
  const body: unknown = JSON.parse(row.body);
  const record = {
    kind: row.kind,
    id: row.id,
    version: row.version,
    state: row.state,
    event: row.event,
    words: row.words,
    evidence,
    body,
    by: { accountId: row.by_account, name: row.by_name },
    at: row.at,
    seq: row.seq,
  };
  // Only writeRecords writes these rows, so kind, state, event and body belong together.
  return record as AnyRecord;
}

/** What tells one record from another. */
export interface RecordName {
  readonly kind: RecordKind;
  readonly id: string;
}

/** One text for a record's name: no kind has a colon. */
export function recordKey({ kind, id }: RecordName): string {
  return `${kind}:${id}`;
}

/**
 * The versions at which these records stand, by key; absent for what is not there. Their rows stay
 * locked until the commit, taken in one order, so that two writers cannot wait for each other.
 */
export async function lockVersions(
  engine: Engine,
  tx: Writer,
  names: readonly RecordName[],
): Promise<Map<string, number>> {
  const match = `c.kind = ${cell(0, "kind")} and c.id = ${cell(1, "id")}`;
  const { rows } = await tx.executeQuery<RecordName & { readonly version: number }>(
    CompiledQuery.raw(
      `select c.kind, c.id, c.version from ${engine.jsonRows} cross join record_current as c
        where ${match} order by c.kind, c.id ${engine.rowLock}`,
      [JSON.stringify(names.map(({ kind, id }) => [kind, id]))],
    ),
  );
  return new Map(rows.map((row) => [recordKey(row), row.version]));
}

/** Writes the versions, makes them the ones that stand, and notes what they name: three statements. */
export async function insertVersions(
  engine: Engine,
  tx: Writer,
  records: readonly AnyRecord[],
): Promise<void> {
  const { jsonRows } = engine;
  const run = async (statement: string, rows: readonly unknown[][]): Promise<void> => {
    await tx.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(rows)]));
  };
  await run(insertOfJson("record", RECORD_COLUMNS, jsonRows), records.map(recordCells));
  await run(
    // `where true`: without it SQLite takes `on` for the condition of a join.
    `${insertOfJson("record_current", CURRENT_COLUMNS, jsonRows)} where true
      on conflict (kind, id) do update set version = excluded.version, state = excluded.state, seq = excluded.seq`,
    records.map((one) => [one.kind, one.id, one.version, one.state, one.seq]),
  );
  const keys = records.flatMap(keyCells);
  if (keys.length > 0) await run(insertOfJson("record_key", KEY_COLUMNS, jsonRows), keys);
}

function recordCells(record: AnyRecord): unknown[] {
  return [
    record.kind,
    record.id,
    record.version,
    record.state,
    record.event,
    record.words,
    JSON.stringify(record.evidence),
    JSON.stringify(record.body),
    record.by.accountId,
    record.by.name,
    record.at,
    record.seq,
  ];
}

function keyCells(record: AnyRecord): unknown[][] {
  const { units, region, indicator, round, accounts } = namesOf(record);
  const named = {
    unit: units,
    region: region === null ? [] : [region],
    indicator: indicator === null ? [] : [indicator],
    round: round === null ? [] : [round],
    account: accounts,
  };
  return Object.entries(named).flatMap(([name, values]) =>
    values.map((value) => [record.kind, name, value, record.id, record.version]),
  );
}
