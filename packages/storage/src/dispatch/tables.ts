import type { DateText, DecimalText, Fixed, JsonText, Whole } from "../schema.ts";

/** The tables of the dispatch cycle: its records, its paper numbers, and its messages. */
export interface DispatchTables {
  /** Every version of every record. */
  record: { [C in keyof RecordColumns]: Fixed<RecordColumns[C]> };
  /** Which version stands. */
  record_current: {
    kind: string;
    id: string;
    version: Whole;
    state: string;
    seq: Whole;
  };
  /** What each version names, to find it by. */
  record_key: {
    kind: Fixed<string>;
    name: Fixed<string>;
    value: Fixed<string>;
    id: Fixed<string>;
    version: Fixed<Whole>;
  };
  document_number: { series: string; last: Whole };
  round_standing: { [C in keyof StandingColumns]: Fixed<StandingColumns[C]> };
  message: {
    id: Fixed<string>;
    channel: Fixed<string>;
    unit: Fixed<string | null>;
    account: Fixed<string | null>;
    about_kind: Fixed<string>;
    about_id: Fixed<string>;
    title: Fixed<string>;
    lines: Fixed<JsonText>;
    number: Fixed<string | null>;
    path: Fixed<string | null>;
    not_before: Fixed<DateText>;
    state: string;
    attempts: Whole;
    /** When it is due, or, while a worker holds it, when the lease ends. */
    next_at: DateText;
    /** Who holds it; null for nobody. */
    worker: string | null;
    created_at: Fixed<DateText>;
    settled_at: DateText | null;
    seq: Fixed<Whole>;
  };
  message_attempt: {
    message: Fixed<string>;
    n: Fixed<Whole>;
    at: Fixed<DateText>;
    outcome: Fixed<string>;
    detail: Fixed<string>;
  };
  message_read: { message: Fixed<string>; account: Fixed<string>; at: Fixed<DateText> };
}

interface RecordColumns {
  kind: string;
  id: string;
  version: Whole;
  state: string;
  event: string;
  words: string | null;
  evidence: JsonText;
  body: JsonText;
  by_account: string | null;
  by_name: string;
  at: DateText;
  seq: Whole;
}

interface StandingColumns {
  round: string;
  indicator: string;
  region: string;
  light: string;
  words: string;
  gap: DecimalText | null;
  period: string | null;
  value: DecimalText | null;
  overdue_days: Whole;
  streak: Whole;
  trouble: Whole;
  since: string | null;
  made_up: JsonText | null;
  seq: Whole;
}
