import type { Observation, StoredObservation } from "@diaodu/domain";
import { observationKey } from "@diaodu/domain";
import { describe, expect, test } from "vitest";
import { planRevisions } from "./revision-plan.ts";

const first: Observation = {
  indicator: "gdp",
  region: "371400",
  period: "2020",
  basis: "official",
  measure: "level",
  value: "6.80",
  status: "flash",
  asOf: "2021-01-20",
  source: "德州市统计局",
  simulated: false,
  reason: null,
};

function faultsOver(current: Observation, next: Partial<Observation>): string[] {
  const stored: StoredObservation = {
    ...current,
    revision: 1,
    seq: 1,
    committedAt: "2021-01-20T00:00:00.000Z",
    reportedBy: "x",
  };
  const known = new Map([[observationKey(stored), stored]]);
  return planRevisions([{ ...current, ...next }], known).faults.map((f) => `${f.path} ${f.code}`);
}

describe("a plan of revisions", () => {
  test.each(["6.8", "6.800", "06.8"])("takes %s for the 6.80 that is there", (value) => {
    expect(faultsOver(first, { value })).toEqual(["observations.0.value duplicate"]);
  });

  test("takes -0.0 for 0", () => {
    expect(faultsOver({ ...first, value: "0" }, { value: "-0.0" })).toEqual([
      "observations.0.value duplicate",
    ]);
  });

  test("takes no two different decimals for one, however many digits they have", () => {
    const value = "9007199254740993.000000000001";
    expect(faultsOver({ ...first, value }, { value: "9007199254740993.000000000002" })).toEqual([
      "observations.0.reason reason_required",
    ]);
  });

  test("does not take blanks for a reason", () => {
    expect(faultsOver(first, { value: "7", reason: "  " })).toEqual([
      "observations.0.reason reason_required",
    ]);
  });

  test("numbers on from the current revision", () => {
    const { revisions, faults } = planRevisions(
      [first, { ...first, value: "7", reason: "更正" }, { ...first, region: "371402" }],
      new Map(),
    );
    expect(faults).toEqual([]);
    expect(revisions.map((r) => r.revision)).toEqual([1, 2, 1]);
  });
});
