import type {
  ActionItem,
  Bulletin,
  BulletinEvent,
  BulletinState,
  ItemEvent,
  ItemState,
  Liaison,
  LiaisonEvent,
  LiaisonState,
  Meeting,
  MeetingEvent,
  MeetingState,
  RoundStanding,
  Slip,
  SlipEvent,
  SlipState,
} from "@diaodu/domain";
import type { AuditEntry } from "../audit/audit.ts";
import type { Doer } from "../report/reports.ts";
import type { NewMessage } from "./outbox.ts";
import type { RoundRecord } from "./round-record.ts";
import type { SettingsBodies } from "./settings.ts";

/** What each kind of record holds, and how it lives. */
export interface RecordKinds {
  readonly round: {
    readonly body: RoundRecord;
    readonly state: RoundRecord["state"];
    readonly event: string;
  };
  readonly item: {
    readonly body: ActionItem;
    readonly state: ItemState;
    readonly event: ItemEvent;
  };
  readonly slip: { readonly body: Slip; readonly state: SlipState; readonly event: SlipEvent };
  readonly meeting: {
    readonly body: Meeting;
    readonly state: MeetingState;
    readonly event: MeetingEvent;
  };
  readonly liaison: {
    readonly body: Liaison;
    readonly state: LiaisonState;
    readonly event: LiaisonEvent;
  };
  readonly bulletin: {
    readonly body: Bulletin;
    readonly state: BulletinState;
    readonly event: BulletinEvent;
  };
  readonly settings: {
    readonly body: SettingsBodies[keyof SettingsBodies];
    readonly state: "set";
    readonly event: "set";
  };
}
export type RecordKind = keyof RecordKinds;

/** A versioned document of the dispatch cycle, as it stood after one step. */
export interface StoredRecord<K extends RecordKind = RecordKind> {
  readonly kind: K;
  /** Unique within its kind. */
  readonly id: string;
  /** From 1; grows with every step. */
  readonly version: number;
  readonly state: RecordKinds[K]["state"];
  /** The step that made this version. */
  readonly event: RecordKinds[K]["event"];
  /** What was said with the step: a reason, a report; null for none. */
  readonly words: string | null;
  /** Ids of attachments given with the step. */
  readonly evidence: readonly string[];
  readonly body: RecordKinds[K]["body"];
  readonly by: Doer;
  readonly at: string;
  readonly seq: number;
}

/** One step of one record. */
export interface RecordStep<K extends RecordKind = RecordKind> {
  readonly kind: K;
  readonly id: string;
  /** Version that the writer saw; 0 makes the record. */
  readonly basedOn: number;
  readonly state: RecordKinds[K]["state"];
  readonly event: RecordKinds[K]["event"];
  readonly words: string | null;
  readonly evidence: readonly string[];
  readonly body: RecordKinds[K]["body"];
  /**
   * Draws the next number of this series in the same transaction (`slip/2026`), from 1, without
   * holes, and writes `number.prefix + n + number.suffix` into `body.number`, and into messages
   * about this record that have none. Of slips and bulletins alone.
   */
  readonly number?: { readonly series: string; readonly prefix: string; readonly suffix: string };
}

/** Any one step, its kind and body belonging together. */
export type AnyRecordStep = { [K in RecordKind]: RecordStep<K> }[RecordKind];
export type AnyRecord = { [K in RecordKind]: StoredRecord<K> }[RecordKind];

export interface RecordFilter {
  readonly ids?: readonly string[] | undefined;
  readonly states?: readonly string[] | undefined;
  /** Items, slips and liaisons that name one of these units, in any part. */
  readonly units?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly round?: string | undefined;
  /** Items that name this account as person, leader or raiser; liaisons of this leader; meetings of this host. */
  readonly account?: string | undefined;
  /** As they stood after this change; now when absent. */
  readonly atSeq?: number | undefined;
  /** Latest change first; 1..10,000, default 1,000. */
  readonly limit?: number | undefined;
}

export type RecordsResult =
  | { readonly kind: "committed"; readonly seq: number; readonly records: readonly AnyRecord[] }
  /** Nothing was written: these records stand at another version (null: they are not there). */
  | {
      readonly kind: "changed_meanwhile";
      readonly records: readonly {
        readonly kind: RecordKind;
        readonly id: string;
        readonly record: AnyRecord | null;
      }[];
    };

/**
 * Rounds, items, slips, meetings, liaisons, bulletins and their settings. Every step keeps the whole
 * document, so any record can be read as it stood after any change. A write is one transaction with
 * one change of kind `dispatch`: all steps, the standings of a round, the messages and the audit
 * entry, or none.
 */
export interface DispatchRecords {
  records<K extends RecordKind>(kind: K, filter?: RecordFilter): Promise<StoredRecord<K>[]>;
  record<K extends RecordKind>(
    kind: K,
    id: string,
    at?: { readonly atSeq?: number | undefined },
  ): Promise<StoredRecord<K> | null>;
  /** Every version, oldest first; empty for what never was. */
  recordHistory<K extends RecordKind>(kind: K, id: string): Promise<StoredRecord<K>[]>;
  /**
   * Messages alone, of no step, are a change that names no record.
   *
   * @throws RangeError without steps and messages, where one record is named twice, or where a number is drawn
   *   for a kind that has none
   */
  writeRecords(o: {
    readonly steps: readonly AnyRecordStep[];
    /** How every indicator stood when a round was frozen. */
    readonly standings?: readonly RoundStanding[] | undefined;
    readonly messages?: readonly NewMessage[] | undefined;
    readonly by: Doer;
    readonly at: string;
    readonly audit: AuditEntry;
  }): Promise<RecordsResult>;
  /**
   * Standings of these rounds, or of one indicator and region over the rounds of a year; by round,
   * indicator, region. `limit` (1..10,000, the default) leaves out the earliest.
   */
  standings(filter: {
    readonly rounds?: readonly string[] | undefined;
    readonly indicator?: string | undefined;
    readonly region?: string | undefined;
    /** `2026-R` selects a year. */
    readonly roundPrefix?: string | undefined;
    readonly limit?: number | undefined;
  }): Promise<RoundStanding[]>;
}
