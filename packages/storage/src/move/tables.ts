import type { Schema } from "../schema.ts";

/** What every installation makes by itself when it brings its schema forward. */
type OwnTable = "migration";
type MovedTable = Exclude<keyof Schema, OwnTable>;

/**
 * The columns of each table's primary key. Their order by bytes is the same in both databases, so a
 * place in one is a place in the other. A table that is missing here does not compile.
 */
const KEYS: { readonly [T in MovedTable]: readonly (keyof Schema[T] & string)[] } = {
  change_log: ["seq"],
  account: ["id"],
  attachment: ["id"],
  region: ["code", "revision"],
  indicator: ["code", "revision"],
  status_rule: ["code", "revision"],
  target: ["indicator", "region", "year", "revision"],
  board_row: ["seq", "ordinal"],
  unit: ["code", "revision"],
  duty: ["code", "revision"],
  observation: ["seq", "ordinal"],
  observation_current: ["region", "year", "indicator", "period", "basis", "measure"],
  api_key: ["id"],
  air_hour: ["station", "date", "hour"],
  idempotency: ["caller_id", "key"],
  session: ["id"],
  pairing: ["code"],
  screen: ["id"],
  report_entry: ["id"],
  report_event: ["entry", "version"],
  draft: ["unit", "round"],
  record: ["kind", "id", "version"],
  record_current: ["kind", "id"],
  record_key: ["kind", "name", "value", "id", "version"],
  document_number: ["series"],
  round_standing: ["round", "indicator", "region"],
  message: ["id"],
  message_attempt: ["message", "n"],
  message_read: ["message", "account"],
  audit: ["n"],
  meta: ["key"],
  slate: ["key"],
};

export interface TableKey {
  readonly table: string;
  readonly key: readonly string[];
}

/** Every table, those that others refer to first. */
export const TABLES: readonly TableKey[] = Object.entries(KEYS).map(([table, key]) => ({
  table,
  key,
}));
