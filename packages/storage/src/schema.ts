import type { ColumnType } from "kysely";

/** A count or position: `bigint` in PostgreSQL, read as a JavaScript number. */
type Whole = number;
/** `YYYY-MM-DD` or an ISO instant, kept as text so that no driver makes a time zone of it. */
type DateText = string;
/** A plain decimal with every digit it came with. */
type DecimalText = string;
/** A JSON document. */
type JsonText = string;
/** Never changed after it is written: the type refuses `update`. */
type Fixed<T> = ColumnType<T, T, never>;

/** The columns of an accepted observation. */
interface ObservationColumns {
  region: string;
  year: Whole;
  indicator: string;
  period: string;
  basis: string;
  measure: string;
  revision: Whole;
  period_kind: string;
  value: DecimalText;
  status: string;
  as_of: DateText;
  source: string;
  simulated: 0 | 1;
  reason: string | null;
  reported_by: string;
  committed_at: DateText;
  seq: Whole;
}

/** Kept for ever; a correction is a further row. `ordinal` is the place in its submission. */
type ObservationTable = { [C in keyof ObservationColumns]: Fixed<ObservationColumns[C]> } & {
  ordinal: Fixed<Whole>;
};

interface DefinitionTable {
  code: Fixed<string>;
  revision: Fixed<Whole>;
  definition: Fixed<JsonText>;
  seq: Fixed<Whole>;
  reason: Fixed<string | null>;
}

export interface Schema {
  migration: { version: Whole; name: string; applied_at: DateText };
  meta: { key: string; value: string };
  change_log: {
    seq: Fixed<Whole>;
    committed_at: Fixed<DateText>;
    kind: Fixed<string>;
    audience: Fixed<string>;
    payload: Fixed<JsonText>;
  };
  region: DefinitionTable & { name: Fixed<string>; parent: Fixed<string | null> };
  indicator: DefinitionTable;
  status_rule: DefinitionTable;
  target: {
    indicator: Fixed<string>;
    region: Fixed<string>;
    year: Fixed<Whole>;
    revision: Fixed<Whole>;
    definition: Fixed<JsonText>;
    seq: Fixed<Whole>;
    reason: Fixed<string | null>;
  };
  board_row: {
    seq: Fixed<Whole>;
    ordinal: Fixed<Whole>;
    indicator: Fixed<string>;
    region: Fixed<string>;
  };
  observation: ObservationTable;
  observation_current: ObservationColumns;
  api_key: {
    id: string;
    name: string;
    key_hash: string;
    created_at: DateText;
    revoked_at: DateText | null;
    last_used_at: DateText | null;
  };
  idempotency: {
    api_key_id: string;
    key: string;
    body_hash: string;
    /** The change it was answered with; empty only inside the transaction that makes it. */
    seq: Whole | null;
    created_at: DateText;
  };
}
