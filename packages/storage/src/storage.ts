import type {
  Duty,
  Indicator,
  Observation,
  PeriodKind,
  Region,
  StatusRule,
  StoredObservation,
  Target,
  Unit,
} from "@diaodu/domain";
import type { Accounts } from "./access/accounts.ts";
import type { Screens, Sessions } from "./access/sessions.ts";
import type { AirHourStore } from "./air/air-hours.ts";
import type { ApiKeys } from "./api-keys.ts";
import type { AuditEntry, AuditLog } from "./audit/audit.ts";
import type { LogVerdict } from "./backup/check-log.ts";
import type { CatalogueKind, CatalogueRevision } from "./catalogue-history.ts";
import type { Change, RoundOpening } from "./change.ts";
import type { Outbox } from "./dispatch/outbox.ts";
import type { LogPosition, LogReading } from "./log-position.ts";
import type { PoolUse, WriteListener } from "./engine/observed.ts";
import type { DispatchRecords } from "./dispatch/records.ts";
import type { Reports } from "./report/reports.ts";
import type { Slate } from "./slate.ts";

/** Names one attempt of one caller, so that the same attempt sent again is not stored again. */
export interface IdempotencyClaim {
  /** Id of an API key or an account, or the name of a part of the product. */
  readonly callerId: string;
  readonly key: string;
  /** Hash of the body, to tell a repetition from a reuse of the key. */
  readonly bodyHash: string;
}

export interface Submission {
  /** 1 or more; a later item of the same key corrects an earlier one. */
  readonly items: readonly Observation[];
  readonly reportedBy: string;
  /** ISO 8601 UTC. */
  readonly committedAt: string;
  readonly idempotency?: IdempotencyClaim | undefined;
  /** Appended in the same transaction; a submission that is repeated or refused appends nothing. */
  readonly audit?: AuditEntry | undefined;
}

export interface SubmissionFault {
  /** `observations.0.value` */
  readonly path: string;
  readonly code: "duplicate" | "reason_required" | "status_regress";
  /** Chinese, for a person. */
  readonly message: string;
}

export type SubmissionResult =
  | {
      /** `repeated`: an earlier call with the same idempotency key was committed; this is its answer. */
      readonly kind: "committed" | "repeated";
      readonly seq: number;
      readonly observations: readonly StoredObservation[];
    }
  | { readonly kind: "idempotency_conflict" }
  | { readonly kind: "rejected"; readonly faults: readonly SubmissionFault[] };

export interface BulkLoad {
  readonly items: Iterable<Observation>;
  readonly reportedBy: string;
  readonly committedAt: string;
  /** Rows in one transaction and so under one seq; default 5,000. */
  readonly batchSize?: number | undefined;
}

/** One row of the board: which indicator of which region stands at this place. */
export interface BoardRow {
  readonly indicator: string;
  readonly region: string;
}

/** A target as it is set; storage numbers its revisions. */
export type TargetInput = Omit<Target, "revision">;

/** What tells one duty from another. */
export type DutyName = Pick<Duty, "unit" | "indicator" | "region" | "basis">;

export interface CatalogueInput {
  readonly regions?: readonly Region[] | undefined;
  readonly indicators?: readonly Indicator[] | undefined;
  readonly targets?: readonly TargetInput[] | undefined;
  readonly rules?: readonly StatusRule[] | undefined;
  readonly units?: readonly Unit[] | undefined;
  /** Asked from now on, beside those that stand; only what a duty is asked for changes it. */
  readonly duties?: readonly Duty[] | undefined;
  /** Asked no longer. What was reported stays. */
  readonly endedDuties?: readonly DutyName[] | undefined;
  readonly boardRows?: readonly BoardRow[] | undefined;
}

export interface Catalogue {
  /** The position of the log that this catalogue belongs to. */
  readonly seq: number;
  /** By code. */
  readonly regions: readonly Region[];
  readonly indicators: readonly Indicator[];
  /** Every year's latest revision, by indicator, region, year. */
  readonly targets: readonly Target[];
  readonly rules: readonly StatusRule[];
  readonly units: readonly Unit[];
  /** Those in force, by unit, indicator, region, basis. */
  readonly duties: readonly Duty[];
  /** In the order of the board. */
  readonly boardRows: readonly BoardRow[];
}

/** What a catalogue write did; `changed` is false when it said nothing new (no log row then). */
export interface CatalogueWrite {
  /** The seq of the change, or the head seq when nothing changed. */
  readonly seq: number;
  readonly changed: boolean;
}

export interface ObservationFilter {
  readonly years: readonly number[];
  /** All regions when absent. */
  readonly regions?: readonly string[] | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly periodKinds?: readonly PeriodKind[] | undefined;
  /** Periods whose code is this or later as text: meant for one kind, whose codes sort in time. */
  readonly from?: string | undefined;
  /** The board as it was after this change; now when absent. */
  readonly atSeq?: number | undefined;
}

export interface RevisionFilter {
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly basis?: string | undefined;
  readonly measure?: string | undefined;
}

/** Reason of a catalogue change, kept with the revision it made. */
export interface ChangeNote {
  readonly reason?: string | null | undefined;
  /** Appended in the same transaction; a write that says nothing new appends nothing. */
  readonly audit?: AuditEntry | undefined;
}

/**
 * Everything the product remembers. Every writing method is one transaction with one row in the
 * change log; an acknowledged write survives a power cut. Every method may throw
 * {@link StorageUnavailable} when the database cannot be reached or its disk does not take writes.
 */
export interface Storage
  extends
    AirHourStore,
    Accounts,
    ApiKeys,
    AuditLog,
    DispatchRecords,
    Outbox,
    Reports,
    Screens,
    Sessions {
  /**
   * Another id means another history. As it was at the opening; a {@link head} has the one of its
   * time.
   */
  readonly databaseId: string;
  readonly schemaVersion: number;
  readonly kind: "sqlite" | "postgres";
  /** The latest committed seq; 0 for the empty log. */
  headSeq(): Promise<number>;

  submitObservations(submission: Submission): Promise<SubmissionResult>;
  /**
   * Stores many published figures without the checks of a submission: a figure that is already
   * current, or of a lower rung than what is, is passed over; any other becomes the next revision.
   */
  bulkLoad(load: BulkLoad): Promise<{ readonly stored: number; readonly seq: number }>;
  saveIndicator(indicator: Indicator, note?: ChangeNote): Promise<CatalogueWrite>;
  saveRegion(region: Region, note?: ChangeNote): Promise<CatalogueWrite>;
  saveTarget(target: TargetInput, note?: ChangeNote): Promise<CatalogueWrite>;
  saveRule(rule: StatusRule, note?: ChangeNote): Promise<CatalogueWrite>;
  /** Replaces the whole layout of the board. */
  saveBoardRows(rows: readonly BoardRow[], note?: ChangeNote): Promise<CatalogueWrite>;
  /** Several of the above in one transaction under one seq. */
  saveCatalogue(input: CatalogueInput, note?: ChangeNote): Promise<CatalogueWrite>;

  /**
   * Notes that a round began, once: null when that round, or a later one, is already open. Whoever
   * notices first writes it; two servers racing write it once.
   */
  openRound(opening: RoundOpening & { readonly committedAt: string }): Promise<number | null>;
  /** The round last opened, at or before `atSeq`; null before the first. */
  lastRound(at?: { readonly atSeq?: number | undefined }): Promise<RoundOpening | null>;

  /**
   * Every revision, newest first; empty for what never was. The code of a target is
   * `indicator|region|year`, that of a duty the domain's `dutyKey`; the board needs none.
   */
  catalogueHistory(kind: CatalogueKind, code: string): Promise<CatalogueRevision[]>;
  /** Forgets idempotency keys older than seven days; returns how many. */
  pruneIdempotency(now: string): Promise<number>;

  catalogue(at?: { readonly atSeq?: number | undefined }): Promise<Catalogue>;
  /** The latest revision of every key, by region, year, indicator, period, basis, measure. */
  observations(filter: ObservationFilter): Promise<StoredObservation[]>;
  /** Every revision, newest first. */
  revisions(filter: RevisionFilter): Promise<StoredObservation[]>;
  /** Changes after `seq` in order, at most `limit` (default 500, 1..10,000). */
  changesSince(seq: number, limit?: number): Promise<Change[]>;
  change(seq: number): Promise<Change | null>;
  /** Where a reader stands that has read the whole log. */
  head(): Promise<LogPosition>;
  /**
   * As {@link changesSince}, for who keeps what it read: tells too when the log no longer holds the
   * row at `from`. A promoted standby may lack rows that were read from the server before it; then
   * {@link renewDatabaseId} and read everything anew.
   */
  changesAfter(from: LogPosition, limit?: number): Promise<LogReading>;
  /**
   * Gives the database a new id unless somebody did since it was `from`, so that whoever holds
   * something of its log learns that it is void.
   *
   * @returns the id in force
   */
  renewDatabaseId(from: string): Promise<string>;
  /** Counts the log: whether its seqs run from 1 to the head. */
  checkLog(): Promise<LogVerdict>;
  /**
   * To be done once with a database that was put back to an earlier point, by whatever means: gives
   * it a new id, ends every session, and appends `audit`, in one transaction.
   */
  beginAnew(audit: AuditEntry): Promise<{ readonly databaseId: string; readonly sessions: number }>;

  readonly meta: {
    get(key: string): Promise<string | null>;
    set(key: string, value: string): Promise<void>;
    /** Sets it where there is nothing yet; what stands afterwards, whoever of several set it. */
    claim(key: string, value: string): Promise<string>;
  };

  /** What servers share for a while. */
  readonly slate: Slate;

  /**
   * Calls `listener` with the head seq after commits of this and any other process. Calls are
   * merged: read {@link changesSince} from your own position. Returns the way to stop.
   */
  onCommit(listener: (headSeq: number) => void): () => void;
  /** Calls `listener` after every write of this process, however it ended. Returns the way to stop. */
  onWrite(listener: WriteListener): () => void;
  /** How far this process's connections are taken; null for a database without a pool. */
  pool(): PoolUse | null;
  close(): Promise<void>;
}
