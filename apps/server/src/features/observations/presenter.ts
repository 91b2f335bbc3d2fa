import type { Revisions, SubmissionAnswer } from "@diaodu/contracts";
import type { Indicator, StoredObservation } from "@diaodu/domain";
import { factText, factUnit, labelOf } from "../../board/figure.ts";

/** What a submitter is told: where in the log its figures stand, and as which revisions. */
export function presentSubmission(
  seq: number,
  observations: readonly StoredObservation[],
): SubmissionAnswer {
  return {
    seq,
    observations: observations.map((one) => ({
      indicator: one.indicator,
      region: one.region,
      period: one.period,
      basis: one.basis,
      measure: one.measure,
      revision: one.revision,
    })),
  };
}

/** Every revision of one period, newest first, each as exact as stored and as printed. */
export function presentRevisions(
  indicator: Indicator,
  of: { readonly region: string; readonly period: string },
  stored: readonly StoredObservation[],
): Revisions {
  return {
    indicator: indicator.code,
    region: of.region,
    period: of.period,
    periodLabel: labelOf(indicator, of.period),
    revisions: stored.map((one) => ({
      basis: one.basis,
      measure: one.measure,
      value: one.value,
      text: factText(indicator, one),
      unit: factUnit(indicator, one.measure),
      status: one.status,
      revision: one.revision,
      asOf: one.asOf,
      source: one.source,
      reportedBy: one.reportedBy,
      simulated: one.simulated,
      reason: one.reason,
      seq: one.seq,
      committedAt: one.committedAt,
    })),
  };
}
