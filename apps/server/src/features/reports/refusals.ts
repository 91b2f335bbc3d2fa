import type { Fault } from "@diaodu/contracts";
import type { ReportResult } from "@diaodu/storage";
import { Refusal } from "../../http/problems.ts";

type Refused = Extract<ReportResult, { kind: "idempotency_conflict" | "rejected" }>;

export function isRefused(result: ReportResult): result is Refused {
  return result.kind === "idempotency_conflict" || result.kind === "rejected";
}

/**
 * What the storage would not take, for the one who sent it: somebody else was faster, or the state
 * of a figure does not allow it.
 */
export function refusalOfReports(
  result: Refused,
  list: "items" | "decisions" | "observations",
): Refusal {
  if (result.kind === "idempotency_conflict") return new Refusal("idempotency_conflict");
  const faults = result.faults.map(({ index, field, code, message }): Fault => {
    return { path: `${list}.${index}.${field}`, code, message };
  });
  const overtaken = result.faults.some(({ code }) => code === "changed_meanwhile");
  return new Refusal(overtaken ? "changed_meanwhile" : "report_conflict", { faults });
}
