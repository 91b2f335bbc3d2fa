import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exact, sum } from "./decimal.ts";
import { replan, splitExactly, splitMonth, splitYear } from "./plan-split.ts";

const cents = (max: number): fc.Arbitrary<string> =>
  fc.integer({ min: -max, max }).map((units) => exact(units).div(100).toFixed(2));

describe("splitting a task", () => {
  test("[S1] the parts sum to the whole exactly, whatever the weights", () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 })
      .filter((list) => list.some((weight) => weight > 0));
    fc.assert(
      fc.property(
        cents(10_000_000),
        weights,
        fc.integer({ min: 0, max: 3 }),
        (total, w, decimals) => {
          const parts = splitExactly(total, w, decimals);
          expect(sum(parts).toFixed(2)).toBe(exact(total).toFixed(2));
          expect(parts).toHaveLength(w.length);
          w.forEach((weight, index) => {
            if (weight === 0) expect(exact(parts[index] ?? "1").isZero()).toBe(true);
          });
        },
      ),
    );
  });

  test("[S1] no part is further than one unit from its exact share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 60 }),
        (total, n) => {
          const share = exact(total).div(n);
          for (const part of splitExactly(total, Array<number>(n).fill(1), 0)) {
            expect(exact(part).minus(share).abs().lte(1)).toBe(true);
          }
        },
      ),
    );
  });

  test("[S1] weights that say nothing are refused", () => {
    expect(() => splitExactly("10", [0, 0], 0)).toThrow(RangeError);
    expect(() => splitExactly("10", [1, -1], 0)).toThrow(RangeError);
    expect(() => splitExactly("10", [], 0)).toThrow(RangeError);
  });

  test("[S2] months sum to quarters and quarters to the year", () => {
    fc.assert(
      fc.property(cents(100_000_000), (total) => {
        const plan = splitYear(total, 2);
        expect(sum(plan.quarters).toFixed(2)).toBe(plan.total);
        expect(sum(plan.months).toFixed(2)).toBe(plan.total);
        expect(sum(plan.months.slice(3, 6)).toFixed(2)).toBe(plan.quarters[1]);
      }),
    );
  });

  test("[S2] 1000 over twelve months gives the earlier ones the odd units", () => {
    expect(splitYear("1000", 0).months.slice(0, 5)).toEqual(["84", "84", "84", "84", "83"]);
    expect(splitMonth("10", 3, 1)).toEqual(["3.4", "3.3", "3.3"]);
    expect(splitMonth("9.5", [2, 2, 1], 1)).toEqual(["3.8", "3.8", "1.9"]);
  });

  test("[S3] a re-plan keeps the original and adds exactly the shortfall", () => {
    const original = ["100", "100", "100", "100"];
    const next = replan(original, ["70"], 0);
    expect(next).toEqual({
      original,
      shortfall: "30",
      added: ["10", "10", "10"],
      adjusted: ["70", "110", "110", "110"],
    });
    expect(original).toEqual(["100", "100", "100", "100"]);
  });

  test("[S3] an adjusted plan still sums to the year, unless more is done already", () => {
    const plans = fc.array(fc.integer({ min: 0, max: 10_000 }).map(String), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(plans, fc.nat(10_000), (original, first) => {
        const next = replan(original, [String(first)], 0);
        const total = sum(original).toNumber();
        expect(sum(next.adjusted).toNumber()).toBe(Math.max(total, first));
        expect(sum(next.added).toFixed()).toBe(exact(next.shortfall).toFixed());
        for (const task of next.adjusted) expect(exact(task).gte(0)).toBe(true);
      }),
    );
  });

  test("[S4] with no period left there is nothing to re-plan", () => {
    expect(() => replan(["1", "2"], ["1", "1"], 0)).toThrow(RangeError);
  });
});
