import type { RoundCalendar, Subject } from "@diaodu/domain";
import type { OfficialDocument, TableToWrite, TemplateToWrite } from "@diaodu/documents";
import type { AuditEntry, Doer, PostgresSettings, ReportFilter } from "@diaodu/storage";

/** Where a worker finds the database, and what day it is there: clocks do not cross processes. */
export interface Ground {
  readonly storageUrl: string;
  /** How long what may take there, as in the server's own process. */
  readonly postgres: Partial<PostgresSettings>;
  /** Instant of the business clock. */
  readonly now: string;
  readonly calendar: RoundCalendar;
  readonly simulated: boolean;
}

/** An uploaded file on the disk, and whose it is. */
interface Upload {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly unit: string;
}

/** Reads a file and writes its preview to `cellsPath` and what would be sent to `itemsPath`. */
export interface ReadTask extends Ground {
  readonly kind: "read";
  readonly upload: Upload;
  readonly subject: Subject;
  readonly cellsPath: string;
  readonly itemsPath: string;
}

/** Sends what a preview promised, whole or not at all. */
export interface ApplyTask extends Ground {
  readonly kind: "apply";
  readonly jobId: string;
  readonly unit: string;
  readonly subject: Subject;
  readonly itemsPath: string;
  readonly by: Doer;
  readonly reason: string | null;
  readonly note: string | null;
  readonly audit: AuditEntry;
}

export interface TablesTask {
  readonly kind: "tables";
  readonly tables: readonly TableToWrite[];
}

/** An official document as .docx. */
interface PaperTask {
  readonly kind: "paper";
  readonly document: OfficialDocument;
}

interface TemplateTask {
  readonly kind: "template";
  readonly template: TemplateToWrite;
}

/** Entries that the filter finds, as a table below `lines`. */
export interface ReportsTask extends Ground {
  readonly kind: "reports";
  readonly filter: ReportFilter;
  readonly persons: boolean;
  readonly lines: readonly string[];
}

export type Task = ReadTask | ApplyTask | TablesTask | TemplateTask | ReportsTask | PaperTask;

export const VERDICT_ORDER = [
  "refused",
  "warned",
  "changed",
  "new",
  "unchanged",
  "ignored",
] as const;
export type Verdict = (typeof VERDICT_ORDER)[number];

export interface Preview {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Where each line of the cells file begins, and its end: one more than there are cells. */
  readonly offsets: Float64Array;
  /** Some published figure is corrected: applying needs a reason. */
  readonly needsReason: boolean;
}

/** What each task answers with. */
export interface Answers {
  readonly read: Preview;
  readonly apply:
    | { readonly kind: "applied"; readonly seq: number }
    | { readonly kind: "rejected"; readonly messages: readonly string[] };
  readonly tables: Uint8Array;
  readonly template: Uint8Array;
  readonly reports: Uint8Array;
  readonly paper: Uint8Array;
}

/** What a worker says to whoever started it. */
export type News =
  | { readonly kind: "progress"; readonly done: number; readonly total: number | null }
  | { readonly kind: "done"; readonly answer: Answers[keyof Answers] }
  /** The file is at fault: a sentence for the person. */
  | { readonly kind: "refused"; readonly message: string }
  /** Unforeseen: for the log. */
  | { readonly kind: "broken"; readonly stack: string };
