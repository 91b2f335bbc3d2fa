import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { published } from "../test/published.ts";
import { exact, round } from "./decimal.ts";
import { cumulativeTo, periodEnd } from "./period.ts";
import { addDays } from "./plain-date.ts";
import { completion, gapWords, halfYearPassed, progressAt, timeProgress } from "./progress.ts";
import { dateOfPlan, pathFaults, plannedShare, plannedValue } from "./target-path.ts";
import type { PathSpec } from "./target.ts";

const CURVE: PathSpec = {
  method: "last_year_curve",
  shares: [
    "0.12",
    "0.2",
    "0.28",
    "0.37",
    "0.46",
    "0.55",
    "0.64",
    "0.71",
    "0.79",
    "0.87",
    "0.933",
    "1",
  ],
};
const MILESTONES: PathSpec = {
  method: "milestones",
  points: [
    { date: "2020-03-31", value: "10" },
    { date: "2020-09-30", value: "70" },
    { date: "2020-12-31", value: "100" },
  ],
};
const PATHS: PathSpec[] = [{ method: "monthly" }, { method: "daily" }, CURVE, MILESTONES];

describe("time progress", () => {
  test("[G1] by months it is n/12 at every month's end", () => {
    expect(timeProgress("2020-01/2020-06").toString()).toBe("50");
    expect(round(timeProgress("2020-01/2020-10"), 3)).toBe("83.333");
    for (let month = 1; month <= 12; month += 1) {
      expect(timeProgress(cumulativeTo(2019, month)).times(12).toFixed(20)).toBe(
        exact(month).times(100).toFixed(20),
      );
    }
  });

  test("[G2] by days it is d/366 in a leap year", () => {
    expect(round(timeProgress("2020-06-30", "daily"), 4)).toBe(round(exact(18200).div(366), 4));
    expect(round(timeProgress("2019-01/2019-06", "daily"), 3)).toBe("49.589");
  });

  test("[G3] last year's curve gives its share at a month's end and a straight line inside", () => {
    expect(plannedShare(CURVE, 2020, "2020-06-30").toString()).toBe("0.55");
    expect(plannedShare(CURVE, 2020, "2020-06-15").toString()).toBe("0.505");
  });

  test("[G4] milestones join by straight lines from zero, and hold after the last", () => {
    expect(plannedValue(MILESTONES, 2020, "2020-09-30", "100").toString()).toBe("70");
    expect(plannedValue(MILESTONES, 2020, "2020-06-30", "100").toFixed(1)).toBe("39.8");
    const early: PathSpec = {
      method: "milestones",
      points: [{ date: "2020-10-31", value: "100" }],
    };
    expect(plannedShare(early, 2020, "2020-12-01", "100").toString()).toBe("1");
  });

  test("[G5] every path rises from nothing to the whole task and never falls", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), fc.integer({ min: 0, max: 364 }), (path, offset) => {
        const day = addDays("2020-01-01", offset);
        const today = plannedShare(path, 2020, day, "100");
        const tomorrow = plannedShare(path, 2020, addDays(day, 1), "100");
        expect(today.gt(0) && today.lte(1) && tomorrow.gte(today)).toBe(true);
      }),
    );
    for (const path of PATHS) {
      expect(plannedShare(path, 2020, "2020-12-31", "100").toFixed(12)).toBe("1.000000000000");
      expect(plannedShare(path, 2020, "2019-12-31", "100").toString()).toBe("0");
      expect(plannedShare(path, 2020, "2021-01-01", "100").toString()).toBe("1");
    }
  });

  test("[G6] the day on which the plan stood where the work stands", () => {
    expect(dateOfPlan({ method: "monthly" }, 2020, "1200", "500")).toBe("2020-05-31");
    expect(dateOfPlan({ method: "monthly" }, 2020, "1200", "1201")).toBeNull();
    expect(dateOfPlan({ method: "monthly" }, 2020, "3", "1")).toBe("2020-04-30");
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), fc.integer({ min: 1, max: 100 }), (path, done) => {
        const date = dateOfPlan(path, 2020, "100", done);
        if (date === null) throw new Error("within the task");
        expect(plannedValue(path, 2020, date, "100").gte(done)).toBe(true);
        if (date > "2020-01-01") {
          expect(plannedValue(path, 2020, addDays(date, -1), "100").lt(done)).toBe(true);
        }
      }),
    );
  });

  test("a faulty path is answered with every fault", () => {
    expect(
      pathFaults({ method: "last_year_curve", shares: ["0.5", "0.4", "0.9"] }, 2020),
    ).toHaveLength(3);
    expect(
      pathFaults({ method: "milestones", points: [{ date: "2021-01-01", value: "1" }] }, 2020),
    ).toEqual([{ path: "points.0.date", message: "节点日期须在 2020 年内" }]);
    for (const path of PATHS) expect(pathFaults(path, 2020)).toEqual([]);
  });
});

describe("completion and gap", () => {
  test("[G7] completion above 100 is normal, and a plan of zero has none", () => {
    expect(round(completion("1099", "900"), 1)).toBe("122.1");
    expect(() => completion("1", "0")).toThrow(RangeError);
  });

  test("[G8] the gap is rounded last: 629.0 of 647.4 by October is 13.8 ahead, not 13.9", () => {
    const { gap } = progressAt({
      done: "629.0",
      plan: "647.4",
      path: { method: "monthly" },
      year: 2020,
      date: "2020-10-31",
    });
    expect(round(gap, 1)).toBe("13.8");
  });

  test("[G8] published gaps and completions are reproduced by months", () => {
    let gaps = 0;
    for (const row of published("published_progress_statements")) {
      const month = MONTHS[/Jan-(\w+)/.exec(row["period"] ?? "")?.[1] ?? ""];
      if (month === undefined) continue;
      const scheduled = timeProgress(cumulativeTo(2019, month));
      expect(round(scheduled, 3)).toBe(
        exact(row["time_progress_month_based_pct"] ?? "").toFixed(3),
      );
      const done = row["annual_plan"]
        ? completion(row["done"] ?? "", row["annual_plan"])
        : exact(row["completion_pct"] ?? "");
      expect(
        done
          .minus(exact(row["completion_pct"] ?? ""))
          .abs()
          .lte("0.01"),
      ).toBe(true);
      const gap = row["published_gap_points"];
      if (!gap) continue;
      expect(round(done.minus(scheduled), exact(gap).decimalPlaces())).toBe(gap);
      gaps += 1;
    }
    expect(gaps).toBe(3);
  });

  test("[G9] the gap in words", () => {
    expect(gapWords("13.82")).toBe("超序时进度 13.8 个百分点");
    expect(gapWords("-1.4")).toBe("落后序时进度 1.4 个百分点");
    expect(gapWords("0")).toBe("与序时进度持平");
    expect(gapWords("-0.04")).toBe("与序时进度基本持平");
  });

  test("[G10] 双过半 needs half of the task at half of the year", () => {
    expect(halfYearPassed("564", "900")).toBe(true);
    expect(halfYearPassed("449.99", "900")).toBe(false);
    expect(halfYearPassed("450", "900")).toBe(true);
  });

  test("[G11] doing exactly what the path plans is a gap of zero", () => {
    fc.assert(
      fc.property(fc.constantFrom(...PATHS), fc.integer({ min: 1, max: 12 }), (path, month) => {
        const date = periodEnd(cumulativeTo(2020, month));
        const done = plannedValue(path, 2020, date, "100");
        const { gap } = progressAt({ done, plan: "100", path, year: 2020, date });
        expect(gap.isZero()).toBe(true);
      }),
    );
  });
});

const MONTHS: Record<string, number> = { Jun: 6, May: 5, Jul: 7, Aug: 8, Sep: 9, Oct: 10, Nov: 11 };
