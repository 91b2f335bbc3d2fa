import type { FormField, ReportItem, ReportSheet, ReportSubmission } from "@diaodu/contracts";
import { cellOf, sameCell, type Cell, type Cells } from "./cell.ts";
import { readTyped, type Reading } from "./typed-value.ts";
import { office } from "../../strings/zh-CN-office.ts";

/** One field of the sheet with what stands in it. */
export interface Line extends Reading {
  readonly field: FormField;
  readonly cell: Cell;
  /** Goes out with the next submission. */
  readonly pending: boolean;
  /** A published value that this would correct: a reason is asked for. */
  readonly corrects: string | null;
}

/** A field as it stands: what was sent before, overlaid with the draft. */
export function lineOf(field: FormField, drafted: Cell | undefined): Line {
  const sent = cellOf(field);
  const cell = drafted ?? sent;
  const reading = readTyped(field, cell.text);
  const touched = drafted !== undefined && (drafted.again || !sameCell(drafted, sent));
  const published = field.entry?.published?.value ?? null;
  const corrects = published !== null && reading.value !== published ? published : null;
  const pending = touched && cell.text.trim() !== "";
  const silent = pending && corrects !== null && cell.reason.trim() === "";
  return {
    ...reading,
    // What was sent before was weighed then.
    warning: pending ? reading.warning : null,
    fault: reading.fault ?? (silent ? office.report.reasonNeeded : null),
    field,
    cell,
    pending,
    corrects: pending ? corrects : null,
  };
}

/** What a press on 报送 would send. Fields with a fault are held back and named. */
export function pendingOf(
  fields: readonly FormField[],
  cells: Cells,
): { ready: readonly Line[]; faulty: readonly Line[] } {
  const lines = fields.map((field) => lineOf(field, cells[field.key]));
  const pending = lines.filter((line) => line.pending);
  return {
    ready: pending.filter(({ fault }) => fault === null),
    faulty: pending.filter(({ fault }) => fault !== null),
  };
}

/** The body of `POST /reports` for these lines. */
export function submissionOf(sheet: ReportSheet, lines: readonly Line[]): ReportSubmission {
  return { unit: sheet.unit, round: sheet.round, items: lines.map((line) => itemOf(sheet, line)) };
}

function itemOf(sheet: ReportSheet, { field, cell, value }: Line): ReportItem {
  const usual = field.statuses[0] ?? "preliminary";
  const status = cell.status ?? usual;
  return {
    indicator: field.indicator,
    region: field.region,
    period: field.period,
    basis: field.basis,
    measure: field.measure,
    value: value ?? "",
    status: field.statuses.includes(status) ? status : usual,
    asOf: sheet.today,
    source: field.source,
    reason: cell.reason.trim() === "" ? null : cell.reason.trim(),
    note: cell.note.trim() === "" ? null : cell.note.trim(),
    unchanged: cell.unchanged,
    attachment: cell.attachment?.id ?? null,
    basedOn: field.entry?.version ?? 0,
  };
}
