import { entryStep, type EntryStep } from "@diaodu/domain";
import type { ReportFault } from "./reports.ts";

/** A fault whose place is not yet known. */
export type Fault = Omit<ReportFault, "index">;

/** Thrown inside a transaction so that it is rolled back, the idempotency key included. */
export class Refused extends Error {
  readonly faults: readonly ReportFault[];

  constructor(faults: readonly ReportFault[]) {
    super("refused");
    this.faults = faults;
  }
}

export const CHANGED_MEANWHILE = {
  field: "version",
  code: "changed_meanwhile",
  message: "这项数据已被他人更新，请核对后重试",
} as const satisfies Fault;

/** The fault of a step that the entry's life does not allow; null when it does. [E1]–[E6] */
export function stepFault(step: EntryStep): Fault | null {
  const outcome = entryStep(step);
  if (!("refused" in outcome)) return null;
  // Whether a reason alone is missing is told by giving one.
  const needsReason = !("refused" in entryStep({ ...step, reason: "…" }));
  return {
    field: needsReason ? "reason" : "event",
    code: needsReason ? "reason_required" : "refused",
    message: outcome.refused,
  };
}
