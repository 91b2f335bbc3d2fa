import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  businessDate,
  dayOfYear,
  daysBetween,
  daysInYear,
  isPlainDate,
  weekday,
} from "./plain-date.ts";

const anyDate = fc.integer({ min: 0, max: 100_000 }).map((days) => addDays("1901-01-01", days));

describe("dates", () => {
  test("[D1] 30 February, 29 February of a common year and month 13 are no dates", () => {
    for (const text of ["2020-02-30", "2019-02-29", "2020-13-01", "2020-00-10", "2020-1-1", ""]) {
      expect({ text, real: isPlainDate(text) }).toEqual({ text, real: false });
    }
    expect(isPlainDate("2020-02-29")).toBe(true);
  });

  test("[D2] adding days and counting them are inverse", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -300, max: 300 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test("[D2] the last day of a year is its 365th or 366th", () => {
    expect(dayOfYear("2020-12-31")).toBe(366);
    expect(dayOfYear("2100-12-31")).toBe(daysInYear(2100));
    expect(daysInYear(2100)).toBe(365);
  });

  test("[D3] the business day changes at midnight in China, 16:00 UTC", () => {
    expect(businessDate("2020-06-30T15:59:59.999Z")).toBe("2020-06-30");
    expect(businessDate("2020-06-30T16:00:00.000Z")).toBe("2020-07-01");
    expect(() => businessDate("yesterday")).toThrow(RangeError);
  });

  test("[D4] weeks begin on Monday", () => {
    expect(weekday("2020-06-29")).toBe(1);
    expect(weekday("2020-06-28")).toBe(7);
  });
});
