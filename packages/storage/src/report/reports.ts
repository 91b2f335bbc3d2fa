import type { Basis, EntryEvent, EntryState, Measure, Observation, Status } from "@diaodu/domain";
import type { AuditEntry } from "../audit/audit.ts";
import type { IdempotencyClaim } from "../storage.ts";

/** What was typed, uploaded or sent: how the figure came in. */
export type Origin =
  | { readonly kind: "form" }
  | {
      readonly kind: "file";
      readonly name: string;
      /** Hexadecimal digest of the file's bytes. */
      readonly sha256: string;
      readonly sheet: string;
      /** `C7` */
      readonly cell: string;
    }
  | { readonly kind: "api"; readonly keyId: string; readonly keyName: string };

/** A person or a machine, named as at that moment. */
export interface Doer {
  /** Account id; null for a machine. */
  readonly accountId: string | null;
  readonly name: string;
}

/** A figure on its way to the board. One entry for each unit × series × period, for ever. */
export interface ReportEntry {
  readonly id: string;
  readonly unit: string;
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly basis: Basis;
  readonly measure: Measure;
  readonly state: Exclude<EntryState, "new">;
  /** Grows with every event: whoever acts states the version they saw. */
  readonly version: number;
  readonly value: string;
  readonly status: Status;
  readonly asOf: string;
  readonly source: string;
  readonly simulated: boolean;
  /** Why a published value is corrected. */
  readonly reason: string | null;
  readonly note: string | null;
  /** Reported as 无变化 with one tap. */
  readonly unchanged: boolean;
  readonly attachment: string | null;
  readonly origin: Origin;
  /** Round in which it was last submitted, e.g. `2026-R163`. */
  readonly round: string;
  readonly submittedBy: Doer;
  readonly submittedAt: string;
  /** Last decision on the version that stands; null while it waits. */
  readonly decidedBy: Doer | null;
  readonly decidedAt: string | null;
  readonly decisionReason: string | null;
  /** What stands on the board now from this entry; null before its first publication. */
  readonly published: {
    readonly seq: number;
    readonly revision: number;
    readonly value: string;
    readonly status: Status;
  } | null;
  /** Seq of the latest change of this entry. */
  readonly seq: number;
}

/** One step of an entry's life; never changed. */
export interface ReportEvent {
  readonly entry: string;
  /** The entry's version after this step: 1 for the first. */
  readonly version: number;
  readonly event: EntryEvent;
  readonly state: EntryState;
  readonly at: string;
  readonly by: Doer;
  /** As submitted, published, returned or withdrawn. */
  readonly value: string;
  readonly status: Status;
  readonly reason: string | null;
  readonly note: string | null;
  readonly origin: Origin;
  readonly attachment: string | null;
  readonly round: string;
  readonly seq: number;
  /** Of a publication: the revision it made. */
  readonly revision: number | null;
}

/** A figure as a unit sends it. */
export interface NewReport extends Observation {
  readonly unit: string;
  readonly note: string | null;
  readonly unchanged: boolean;
  readonly attachment: string | null;
  readonly origin: Origin;
  /** Version of the entry that the sender saw; 0 for none; null overwrites whatever was sent before. */
  readonly basedOn: number | null;
}

export interface ReportFault {
  /** Place in the submission or in the decisions, from 0. */
  readonly index: number;
  readonly field: string;
  readonly code:
    | "refused"
    | "reason_required"
    | "changed_meanwhile"
    | "duplicate"
    | "unknown_entry";
  /** Chinese, for a person. */
  readonly message: string;
  /** How the entry stands, where somebody changed it meanwhile. */
  readonly entry?: ReportEntry | undefined;
}

export type ReportResult =
  | {
      readonly kind: "committed" | "repeated";
      readonly seq: number;
      readonly entries: readonly ReportEntry[];
    }
  | { readonly kind: "idempotency_conflict" }
  | { readonly kind: "rejected"; readonly faults: readonly ReportFault[] };

export interface Decision {
  readonly entry: string;
  readonly version: number;
  readonly event: Exclude<EntryEvent, "submit">;
  /** Required to return. */
  readonly reason: string | null;
}

export interface ReportFilter {
  readonly ids?: readonly string[] | undefined;
  readonly units?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly indicators?: readonly string[] | undefined;
  readonly periods?: readonly string[] | undefined;
  readonly states?: readonly EntryState[] | undefined;
  readonly round?: string | undefined;
  /** Latest change first; 1..10,000, default 1,000. */
  readonly limit?: number | undefined;
}

/** A sheet being filled, shared by the people of one unit for one round. */
export interface Draft {
  readonly unit: string;
  readonly round: string;
  /** From 1. */
  readonly version: number;
  /** The form's own JSON, at most 256 KiB. */
  readonly cells: string;
  readonly by: Doer;
  readonly at: string;
}

export interface Attachment {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly by: Doer;
  readonly at: string;
}

/**
 * Reported figures. Submitting appends one change of kind `report` (audience `reports`); deciding
 * appends one change: kind `observations` when any revision is made, `report` otherwise. Every event
 * of every entry is kept. `audit` is appended in the same transaction; what is repeated or refused
 * appends nothing.
 */
export interface Reports {
  reports(filter: ReportFilter): Promise<ReportEntry[]>;
  /** Oldest first. */
  reportEvents(entry: string): Promise<ReportEvent[]>;
  /**
   * The entry of this series and period, of several units' the one that acted last; null when it
   * was never reported.
   */
  reportOf(
    key: Pick<Observation, "indicator" | "region" | "period" | "basis" | "measure">,
  ): Promise<ReportEntry | null>;
  /**
   * All of it as one change, or none. Besides the entry's own life [E1]–[E6], each figure is held
   * against the one on the board, as its publication will be: a lower rung is `refused` [O2], another
   * value on the same rung needs a reason, and what the board says already is a `duplicate`, except
   * in answer to a return. `repeated` gives the entries as they stand now.
   *
   * @throws RangeError when empty
   */
  submitReports(o: {
    readonly items: readonly NewReport[];
    readonly round: string;
    readonly by: Doer;
    readonly at: string;
    readonly audit: AuditEntry;
    readonly idempotency?: IdempotencyClaim | undefined;
    /** Removes the sheet's draft in the same transaction. */
    readonly endsDraft?: { readonly unit: string; readonly round: string } | undefined;
  }): Promise<ReportResult>;
  /**
   * All decisions as one change, or none. Publishing makes the revision in the same transaction,
   * reported by the unit (its name in the catalogue, not the person's); an entry that says what
   * stands on the board already confirms it without a further revision.
   *
   * @throws RangeError when empty
   */
  decideReports(o: {
    readonly decisions: readonly Decision[];
    readonly by: Doer;
    readonly at: string;
    readonly audit: AuditEntry;
  }): Promise<ReportResult>;

  draft(unit: string, round: string): Promise<Draft | null>;
  /** Saves over `basedOn` (0 for none); else tells what somebody saved meanwhile. */
  saveDraft(
    o: Omit<Draft, "version"> & { readonly basedOn: number },
  ): Promise<
    | { readonly kind: "saved"; readonly draft: Draft }
    | { readonly kind: "changed_meanwhile"; readonly draft: Draft | null }
  >;

  saveAttachment(attachment: Attachment, bytes: Uint8Array, audit: AuditEntry): Promise<void>;
  attachment(id: string): Promise<Attachment | null>;
  attachmentBytes(id: string): Promise<Uint8Array | null>;
}
