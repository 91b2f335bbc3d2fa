import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "./plain-date.ts";
import {
  comparePeriods,
  cumulativeTo,
  monthOfEnd,
  parsePeriod,
  periodCode,
  periodEnd,
  periodStart,
  previousYearPeriod,
  twoDayRound,
} from "./period.ts";
import type { Period } from "./period.ts";
import { periodFullLabel, periodLabel, quarterlyLabel } from "./period-label.ts";

const year = fc.integer({ min: 1901, max: 2199 });
const month = fc.integer({ min: 1, max: 12 });
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  year.map((y): Period => ({ kind: "year", year: y })),
  fc
    .tuple(year, fc.integer({ min: 1, max: 4 }))
    .map(([y, quarter]): Period => ({ kind: "quarter", year: y, quarter })),
  fc.tuple(year, month).map(([y, m]): Period => ({ kind: "month", year: y, month: m })),
  fc.tuple(year, month).map(([y, m]): Period => ({ kind: "ytd", year: y, month: m })),
  fc
    .tuple(year, month, fc.integer({ min: 1, max: 28 }))
    .map(([y, m, day]): Period => ({ kind: "day", year: y, month: m, day })),
  fc
    .tuple(year, fc.integer({ min: 1, max: 183 }))
    .map(([y, round]): Period => ({ kind: "round", year: y, round })),
);

describe("period codes", () => {
  test("[P1] a code reads back as the period that wrote it", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(periodCode(period))).toEqual({ ok: true, period });
      }),
    );
  });

  test("[P1] impossible periods are refused with a sentence", () => {
    const refused = [
      "2020-13",
      "2020-00",
      "2020-Q5",
      "2020-Q0",
      "2020-02-30",
      "2019-02-29",
      "2020-R000",
      "2020-R367",
      "2020-02/2020-06",
      "2020-01/2021-06",
      "2020-01/2020-13",
      "1899",
      "20200",
      "2020-6",
      " 2020",
      "2020\n",
      "",
      "二〇二〇",
    ];
    for (const code of refused) {
      const parsed = parsePeriod(code);
      expect({ code, ok: parsed.ok }).toEqual({ code, ok: false });
      if (!parsed.ok) expect(parsed.fault).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test("[P1] any text at all is answered, never thrown at", () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePeriod(text)));
  });

  test("[P2] a period starts and ends on its own days", () => {
    expect([periodStart("2020-Q2"), periodEnd("2020-Q2")]).toEqual(["2020-04-01", "2020-06-30"]);
    expect([periodStart("2020-01/2020-02"), periodEnd("2020-01/2020-02")]).toEqual([
      "2020-01-01",
      "2020-02-29",
    ]);
    expect(periodEnd("2020")).toBe("2020-12-31");
    expect(monthOfEnd("2020-Q3")).toBe(9);
  });

  test("[P3] the cumulative period that ends at a month", () => {
    expect(cumulativeTo(2020, 6)).toBe("2020-01/2020-06");
    expect(() => cumulativeTo(2020, 13)).toThrow(RangeError);
  });

  test("[P4] the year before has the same period; 29 February meets 28", () => {
    expect(previousYearPeriod("2020-01/2020-06")).toBe("2019-01/2019-06");
    expect(previousYearPeriod("2020-02-29")).toBe("2019-02-28");
    expect(previousYearPeriod("2020-R090")).toBe("2019-R090");
  });

  test("[P5] periods sort by their end, a month before its cumulative period", () => {
    const codes = ["2020", "2020-01/2020-06", "2020-06", "2020-06-30", "2020-Q2", "2020-05"];
    expect(codes.toSorted(comparePeriods)).toEqual([
      "2020-05",
      "2020-06-30",
      "2020-06",
      "2020-Q2",
      "2020-01/2020-06",
      "2020",
    ]);
  });

  test("[P5] order is antisymmetric, and only a period equals itself", () => {
    fc.assert(
      fc.property(anyPeriod, anyPeriod, (a, b) => {
        expect(Math.sign(comparePeriods(a, b)) + Math.sign(comparePeriods(b, a))).toBe(0);
        if (comparePeriods(a, b) === 0) expect(periodCode(a)).toBe(periodCode(b));
      }),
    );
  });

  test("[P6] two-day rounds follow each other without a gap and end with the year", () => {
    expect(twoDayRound(2020, 90)).toEqual({ start: "2020-06-27", end: "2020-06-28" });
    expect(twoDayRound(2019, 183)).toEqual({ start: "2019-12-31", end: "2019-12-31" });
    expect(() => twoDayRound(2020, 184)).toThrow(RangeError);
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 182 }), (y, number) => {
        expect(twoDayRound(y, number + 1).start).toBe(addDays(twoDayRound(y, number).end, 1));
      }),
    );
  });

  test("[P7] periods are named as bulletins name them", () => {
    const names = {
      "2020-01/2020-06": "1—6月",
      "2020-01/2020-02": "1—2月",
      "2020-Q2": "二季度",
      "2020-06": "6月",
      "2020": "2020年",
      "2020-06-30": "6月30日",
      "2020-R090": "第 90 期",
    };
    for (const [code, name] of Object.entries(names)) expect(periodLabel(code)).toBe(name);
    expect(periodFullLabel("2020-01/2020-06")).toBe("2020年1—6月");
    expect(periodFullLabel("2020")).toBe("2020年");
    const quarterly = [3, 6, 9, 12].map((m) => quarterlyLabel(cumulativeTo(2020, m)));
    expect(quarterly).toEqual(["一季度", "上半年", "前三季度", "全年"]);
  });
});
