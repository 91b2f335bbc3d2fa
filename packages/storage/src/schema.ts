import type { ColumnType } from "kysely";
import type { DispatchTables } from "./dispatch/tables.ts";

/** A count or position: `bigint` in PostgreSQL, read as a JavaScript number. */
export type Whole = number;
/** `YYYY-MM-DD` or an ISO instant, kept as text so that no driver makes a time zone of it. */
export type DateText = string;
/** A plain decimal with every digit it came with. */
export type DecimalText = string;
/** A JSON document. */
export type JsonText = string;
/** Never changed after it is written: the type refuses `update`. */
export type Fixed<T> = ColumnType<T, T, never>;

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

export interface Schema extends DispatchTables {
  migration: { version: Whole; name: string; applied_at: DateText };
  meta: { key: string; value: string };
  slate: {
    key: string;
    value: string;
    count: Whole;
    bytes: Uint8Array | null;
    ends_at: DateText;
  };
  change_log: {
    seq: Fixed<Whole>;
    committed_at: Fixed<DateText>;
    kind: Fixed<string>;
    audience: Fixed<string>;
    payload: Fixed<JsonText>;
    mark: Fixed<string | null>;
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
    reason: Fixed<string | null>;
  };
  unit: DefinitionTable;
  /** Its code is the domain's `dutyKey`; a definition of `null` ends it. */
  duty: DefinitionTable;
  observation: ObservationTable;
  observation_current: ObservationColumns;
  api_key: {
    id: string;
    name: string;
    key_hash: string;
    created_at: DateText;
    revoked_at: DateText | null;
    last_used_at: DateText | null;
    unit: string | null;
    mode: string;
    indicators: JsonText | null;
    regions: JsonText | null;
    expires_at: DateText | null;
  };
  air_hour: {
    station: string;
    date: DateText;
    /** 1 to 24. */
    hour: Whole;
    revision: Whole;
    pm25: DecimalText | null;
    pm10: DecimalText | null;
    so2: DecimalText | null;
    no2: DecimalText | null;
    co: DecimalText | null;
    o3: DecimalText | null;
    received_at: DateText;
    received_from: string;
  };
  idempotency: {
    caller_id: string;
    key: string;
    body_hash: string;
    /** The change it was answered with; empty only inside the transaction that makes it. */
    seq: Whole | null;
    created_at: DateText;
  };
  account: {
    id: string;
    login: string;
    name: string;
    roles: JsonText;
    scope: JsonText;
    state: string;
    must_change_password: 0 | 1;
    password_hash: string | null;
    former_hashes: JsonText;
    password_changed_at: DateText | null;
    failures: Whole;
    locked_until: DateText | null;
    totp_secret: string | null;
    totp_used_step: Whole | null;
    open_id: string | null;
    created_at: DateText;
    last_sign_in_at: DateText | null;
    version: Whole;
  };
  session: {
    id: string;
    data: JsonText;
    expires_at: DateText;
    /** Ended rows stay until they expire: a request under way must not bring one back. */
    ended_at: DateText | null;
    account_id: string | null;
    created_at: DateText | null;
    last_seen_at: DateText | null;
    ends_at: DateText | null;
    ip: string | null;
    agent: string | null;
    method: string | null;
  };
  pairing: { code: string; token_hash: string; expires_at: DateText };
  screen: {
    id: string;
    name: string;
    token_hash: string;
    paired_at: DateText;
    paired_by: string;
    last_seen_at: DateText | null;
    revoked_at: DateText | null;
  };
  attachment: {
    id: string;
    unit: string;
    name: string;
    media_type: string;
    size: Whole;
    sha256: string;
    by_account: string | null;
    by_name: string;
    made_at: DateText;
    bytes: Uint8Array;
  };
  report_entry: ReportEntryColumns;
  report_event: { [C in keyof ReportEventColumns]: Fixed<ReportEventColumns[C]> };
  draft: {
    unit: string;
    round: string;
    version: Whole;
    cells: JsonText;
    by_account: string | null;
    by_name: string;
    saved_at: DateText;
  };
  audit: { [C in keyof AuditColumns]: Fixed<AuditColumns[C]> };
}

interface ReportEntryColumns {
  region: string;
  indicator: string;
  period: string;
  basis: string;
  measure: string;
  unit: string;
  id: string;
  state: string;
  version: Whole;
  value: DecimalText;
  status: string;
  as_of: DateText;
  source: string;
  simulated: 0 | 1;
  reason: string | null;
  note: string | null;
  unchanged: 0 | 1;
  attachment: string | null;
  origin: JsonText;
  round: string;
  submitted_account: string | null;
  submitted_name: string;
  submitted_at: DateText;
  decided_account: string | null;
  decided_name: string | null;
  decided_at: DateText | null;
  decision_reason: string | null;
  published_seq: Whole | null;
  published_revision: Whole | null;
  published_value: DecimalText | null;
  published_status: string | null;
  seq: Whole;
}

interface ReportEventColumns {
  entry: string;
  version: Whole;
  event: string;
  state: string;
  at: DateText;
  by_account: string | null;
  by_name: string;
  value: DecimalText;
  status: string;
  reason: string | null;
  note: string | null;
  origin: JsonText;
  attachment: string | null;
  round: string;
  seq: Whole;
  revision: Whole | null;
}

interface AuditColumns {
  n: Whole;
  at: DateText;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string;
  ip: string | null;
  action: string;
  object: string | null;
  result: string;
  detail: JsonText | null;
  previous_hash: string;
  hash: string;
}
