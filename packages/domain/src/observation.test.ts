import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indicatorWith, observationWith } from "../test/sample.ts";
import { observationFaults } from "./observation-fault.ts";
import { observationKey, STATUS_LADDER, supersedes } from "./observation.ts";
import type { Observation } from "./observation.ts";
import type { Indicator } from "./indicator.ts";

const TODAY = "2020-07-20";
const jobs = indicatorWith();

function paths(change: Partial<Observation>, indicator: Indicator = jobs): string[] {
  const candidate = observationWith({ indicator: indicator.code, ...change });
  return observationFaults(indicator, candidate, TODAY).map(({ path }) => path);
}

describe("observations", () => {
  test("[O1] a figure is told apart by indicator, region, period, basis and measure", () => {
    expect(observationKey(observationWith())).toBe(
      "new_jobs|100000|2020-01/2020-06|official|level",
    );
  });

  test("[O2] a higher rung supersedes, a lower never does, the later release wins on one rung", () => {
    const first = { status: "preliminary", asOf: "2021-01-18" } as const;
    expect(supersedes({ status: "final", asOf: "2021-12-17" }, first)).toBe(true);
    expect(supersedes({ status: "flash", asOf: "2022-01-01" }, first)).toBe(false);
    expect(supersedes({ status: "preliminary", asOf: "2021-02-28" }, first)).toBe(true);
    expect(supersedes({ status: "preliminary", asOf: "2021-01-17" }, first)).toBe(false);
    expect(supersedes(first, first)).toBe(true);
  });

  test("[O2] whatever the order of arrival, the same rung is shown", () => {
    const rung = fc.constantFrom(...STATUS_LADDER);
    fc.assert(
      fc.property(fc.array(rung, { minLength: 1 }), (order) => {
        const figures = order.map((status) => ({ status, asOf: "2020-07-14" }));
        const shown = figures.reduce((kept, next) => (supersedes(next, kept) ? next : kept));
        const top = Math.max(...order.map((status) => STATUS_LADDER.indexOf(status)));
        expect(STATUS_LADDER.indexOf(shown.status)).toBe(top);
      }),
    );
  });

  test("[O3] a sound figure has no fault", () => {
    expect(observationFaults(jobs, observationWith(), TODAY)).toEqual([]);
  });

  test("[O3] every fault is reported, not the first", () => {
    const bad = {
      region: "德州",
      period: "2020-13",
      measure: "rank",
      value: "1e400",
      asOf: "2020-02-30",
      source: " ",
      reason: "",
    } as const;
    expect(paths(bad)).toEqual([
      "region",
      "period",
      "measure",
      "value",
      "asOf",
      "source",
      "reason",
    ]);
  });

  test("[O3] a growth-only indicator has no level", () => {
    const industry = indicatorWith({ kind: "growth_only", measures: ["yoy_real"] });
    expect(paths({ measure: "level" }, industry)).toEqual(["measure"]);
    expect(paths({ measure: "yoy_real", value: "-1.3" }, industry)).toEqual([]);
  });

  test("[O3] 统计 and 调度 figures do not borrow each other's status", () => {
    expect(paths({ basis: "official", status: "dispatch" })).toEqual(["status"]);
    expect(paths({ basis: "dispatch", status: "final" })).toEqual(["status"]);
    expect(paths({ basis: "dispatch", status: "dispatch" })).toEqual([]);
  });

  test("[O4] only a forecast looks ahead; a dispatch figure may be of a running period", () => {
    const later = { period: "2020-01/2020-08", asOf: "2020-07-20" } as const;
    const running = { period: "2020-01/2020-07", asOf: "2020-07-20" } as const;
    expect(paths({ ...later, status: "flash" })).toEqual(["period", "asOf"].slice(0, 1));
    expect(paths({ ...later, status: "forecast" })).toEqual([]);
    expect(paths({ ...running, basis: "dispatch", status: "dispatch" })).toEqual([]);
    expect(paths({ asOf: "2020-07-21" })).toEqual(["asOf"]);
    expect(paths({ period: "2020-06", asOf: "2020-05-31" })).toEqual(["asOf"]);
  });

  test("[O5] values outside their range are refused", () => {
    const rate = indicatorWith({ kind: "rate", unit: "%" });
    const days = indicatorWith({ kind: "days", unit: "天", periodKinds: ["month"] });
    expect(paths({ value: "-1" })).toEqual(["value"]);
    expect(paths({ value: "100.1" }, rate)).toEqual(["value"]);
    expect(paths({ value: "31", period: "2020-06" }, days)).toEqual(["value"]);
    expect(paths({ value: "20.5", period: "2020-06" }, days)).toEqual(["value"]);
    expect(paths({ value: "30", period: "2020-06" }, days)).toEqual([]);
    expect(paths({ value: "-100.1", measure: "yoy_nominal" })).toEqual(["value"]);
    expect(paths({ value: "-6.8", measure: "yoy_nominal" })).toEqual([]);
  });

  test("[O6] zero is how air feeds write a missing concentration", () => {
    const pm25 = indicatorWith({ family: "air", kind: "average", periodKinds: ["day"] });
    const day = { period: "2020-06-14", basis: "monitoring", asOf: "2020-06-15" } as const;
    expect(paths({ ...day, value: "0" }, pm25)).toEqual(["value"]);
    expect(paths({ ...day, value: "35" }, pm25)).toEqual([]);
  });

  test("[O7] texts have limits and no control characters", () => {
    expect(paths({ source: "统".repeat(201) })).toEqual(["source"]);
    expect(paths({ reason: "更".repeat(501) })).toEqual(["reason"]);
    expect(paths({ source: "统计局\u0000" })).toEqual(["source"]);
  });

  test("[O3] any text in any field is answered, never thrown at", () => {
    const field = fc.constantFrom("region", "period", "value", "asOf", "source", "reason");
    fc.assert(
      fc.property(field, fc.string(), (name, text) => {
        observationFaults(jobs, observationWith({ [name]: text }), TODAY);
      }),
    );
  });
});
