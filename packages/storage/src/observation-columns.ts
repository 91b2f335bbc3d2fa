import { type Observation, periodKind, periodYear, type StoredObservation } from "@diaodu/domain";
import type { Selectable } from "kysely";
import type { Schema } from "./schema.ts";

/** Where a revision stands: its change, its place in it, who sent it when. */
export interface Placement {
  readonly seq: number;
  readonly committedAt: string;
  readonly reportedBy: string;
}

/** A new revision, its place in the submission not yet known to the log. */
export interface NewRevision {
  readonly item: Observation;
  readonly revision: number;
  /** Where it differs from the submission's own. */
  readonly reportedBy?: string | undefined;
}

export type CurrentRow = Selectable<Schema["observation_current"]>;
type Column = keyof Schema["observation_current"];

/** What tells one series from another, in the order of the tables' keys. */
export const KEY_COLUMNS = [
  "region",
  "year",
  "indicator",
  "period",
  "basis",
  "measure",
] as const satisfies readonly Column[];

/** Every column of a current figure. */
export const OBSERVATION_COLUMNS = [
  ...KEY_COLUMNS,
  "revision",
  "period_kind",
  "value",
  "status",
  "as_of",
  "source",
  "simulated",
  "reason",
  "reported_by",
  "committed_at",
  "seq",
] as const satisfies readonly Column[];

/** Columns that hold whole numbers, to be read so out of JSON. */
const WHOLE: ReadonlySet<string> = new Set([
  "year",
  "revision",
  "simulated",
  "seq",
  "ordinal",
  "version",
  "unchanged",
  "published_seq",
  "published_revision",
  "overdue_days",
  "streak",
  "trouble",
  "attempts",
]);

/** The key as a JSON array, in the order of {@link KEY_COLUMNS}. */
export function keyCells(item: Observation): (string | number)[] {
  return [
    item.region,
    periodYear(item.period),
    item.indicator,
    item.period,
    item.basis,
    item.measure,
  ];
}

/** A revision as a JSON array: {@link OBSERVATION_COLUMNS}, then `ordinal`. */
export function revisionCells(next: NewRevision, ordinal: number, at: Placement): unknown[] {
  const { item } = next;
  return [
    ...keyCells(item),
    next.revision,
    periodKind(item.period),
    item.value,
    item.status,
    item.asOf,
    item.source,
    item.simulated ? 1 : 0,
    item.reason,
    next.reportedBy ?? at.reportedBy,
    at.committedAt,
    at.seq,
    ordinal,
  ];
}

/** The n-th cell of a JSON row `e` (see Engine.jsonRows), as its column's type. */
export function cell(index: number, column: string): string {
  const text = `e.value ->> ${index}`;
  return WHOLE.has(column) ? `cast(${text} as bigint)` : text;
}

/** The statement text of an insert of JSON rows into `columns` of `table`. */
export function insertOfJson(table: string, columns: readonly string[], jsonRows: string): string {
  const cells = columns.map((column, index) => cell(index, column));
  return `insert into ${table} (${columns.join(", ")}) select ${cells.join(", ")} from ${jsonRows}`;
}

export function storedObservation(row: CurrentRow): StoredObservation {
  // The closed vocabularies are checked before a row is written and rows are never rewritten.
  return {
    indicator: row.indicator,
    region: row.region,
    period: row.period,
    basis: row.basis as StoredObservation["basis"],
    measure: row.measure as StoredObservation["measure"],
    value: row.value,
    status: row.status as StoredObservation["status"],
    asOf: row.as_of,
    source: row.source,
    simulated: row.simulated === 1,
    reason: row.reason,
    revision: row.revision,
    seq: row.seq,
    committedAt: row.committed_at,
    reportedBy: row.reported_by,
  };
}
