import type { ObservationInput } from "@diaodu/contracts";

/** Published figures of 1—6月 2020 that the demonstration leaves out, so that tests can bring them. */
export function newJobs(over: Partial<ObservationInput> = {}): ObservationInput {
  return {
    indicator: "new_jobs",
    region: "100000",
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value: "564",
    status: "flash",
    asOf: "2020-07-17",
    source: "人力资源和社会保障部",
    simulated: false,
    reason: null,
    ...over,
  };
}

/** The same figure corrected once more: every call of a test is a new revision. */
export function correctedJobs(value: string): ObservationInput {
  return newJobs({ value, reason: "核对后更正" });
}
