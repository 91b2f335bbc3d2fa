import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exact, round } from "./decimal.ts";
import { averageOfTwo, pointChange, twoYearAverage } from "./growth.ts";
import {
  affordableBadDays,
  allowedMean,
  allowedRate,
  neededGrowth,
  neededPerPart,
} from "./remaining.ts";
import { completionWords, growthChangeWords, growthWords, pointsWords } from "./sentence.ts";

describe("what the rest of the year must bring", () => {
  test("[M1] the amount per remaining round", () => {
    expect(neededPerPart("900", "564", 92)?.toFixed(2)).toBe("3.65");
    expect(neededPerPart("900", "1099", 10)?.toString()).toBe("0");
    expect(neededPerPart("900", "564", 0)).toBeNull();
  });

  test("[M2] growing by what is needed lands on the target", () => {
    const amount = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.integer({ min: -20, max: 30 }),
        (a, rest, ytd, target) => {
          const lastYear = a + rest;
          const growth = neededGrowth({ target, lastYear, lastYearToDate: a, yearToDate: ytd });
          if (growth === null) throw new Error("there is a rest");
          const year = growth.div(100).plus(1).times(rest).plus(ytd);
          const wanted = exact(target).div(100).plus(1).times(lastYear);
          expect(year.minus(wanted).abs().lt("1e-30")).toBe(true);
        },
      ),
    );
    expect(
      neededGrowth({ target: "6", lastYear: "100", lastYearToDate: "100", yearToDate: "90" }),
    ).toBeNull();
  });

  test("[M3] the mean still allowed brings the year to the target", () => {
    const allowed = allowedMean({ target: "47", mean: "60", passed: 182, whole: 366 });
    expect(round(allowed ?? "0", 1)).toBe("34.1");
    expect(allowedMean({ target: "47", mean: "60", passed: 366, whole: 366 })).toBeNull();
    expect(allowedMean({ target: "40", mean: "90", passed: 300, whole: 366 })?.lt(0)).toBe(true);
  });

  test("[M4] bad days that are still affordable", () => {
    expect(affordableBadDays({ goodTarget: 230, daysInYear: 366, bad: 80 })).toBe(56);
    expect(affordableBadDays({ goodTarget: 230, daysInYear: 366, bad: 140, invalid: 3 })).toBe(-7);
  });

  test("[M5] the rate still allowed under a yearly average", () => {
    const first = ["5.3", "6.2", "5.9", "6.0", "5.9", "5.7"];
    expect(round(allowedRate("6", first) ?? "0", 2)).toBe("6.17");
    expect(allowedRate("6", [])?.toString()).toBe("6");
  });
});

describe("growth and its words", () => {
  test("[W1] published two-year averages are reproduced", () => {
    const pairs = [
      ["3.5", "1.7"],
      ["16.9", "8.1"],
      ["7.9", "3.9"],
    ];
    for (const [two, one] of pairs) expect(round(twoYearAverage(two ?? ""), 1)).toBe(one);
    expect(round(averageOfTwo("-6.8", "18.3"), 1)).toBe("5.0");
    expect(() => twoYearAverage("-101")).toThrow(RangeError);
  });

  test("[W2] growth, points and completion in words", () => {
    expect(growthWords("2.3")).toBe("同比增长 2.3%");
    expect(growthWords("-6.8")).toBe("同比下降 6.8%");
    expect(growthWords("0.0")).toBe("同比持平");
    expect(pointsWords("-0.2")).toBe("下降 0.2 个百分点");
    expect(growthChangeWords("10")).toBe("回升 10.0 个百分点");
    expect(completionWords("62.666")).toBe("完成年计划的 62.7%");
    expect(pointChange("3.2", "-6.8")).toBe("10.0");
  });
});
