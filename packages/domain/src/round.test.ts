import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { indicatorWith } from "../test/sample.ts";
import { dueOn, freshness, nextPeriod } from "./freshness.ts";
import { addDays, daysInYear } from "./plain-date.ts";
import { twoDayRound } from "./period.ts";
import {
  remainingRounds,
  roundAt,
  roundLabel,
  roundOf,
  roundsOfYear,
  roundSpanOf,
} from "./round.ts";
import { isWorkingDay, onOrAfterWorkingDay, workingDays } from "./working-day.ts";

describe("rounds", () => {
  test("[C1] holidays are off and exchanged weekends are worked", () => {
    expect(isWorkingDay("2020-10-01")).toBe(false);
    expect(isWorkingDay("2020-06-28")).toBe(true);
    expect(isWorkingDay("2020-06-25")).toBe(false);
    expect(onOrAfterWorkingDay("2020-10-01")).toBe("2020-10-09");
    expect(workingDays("2020-06-22", "2020-06-28")).toBe(4);
    expect(workingDays("2020-06-28", "2020-06-22")).toBe(0);
  });

  test("[C2] every date of the year is in exactly one round, for any interval and counting", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom("calendar" as const, "working" as const),
        fc.constantFrom(2019, 2020, 2021),
        (interval, counting, year) => {
          const rounds = roundsOfYear(year, { interval, counting, firstDay: "2019-01-01" });
          let expected = `${year}-01-01`;
          const rhythm = { interval, counting, firstDay: "2019-01-01" };
          for (const round of rounds.filter(({ number }) => number % 40 === 1)) {
            expect(roundOf(round.start, rhythm)).toEqual(round);
            expect(roundOf(round.end, rhythm)).toEqual(round);
            expect(roundAt(round.code, rhythm)).toEqual(round);
          }
          for (const { start, end } of rounds) {
            expect(start).toBe(expected);
            expect(end >= start).toBe(true);
            expected = addDays(end, 1);
          }
          expect(expected).toBe(`${year + 1}-01-01`);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("[C2] two calendar days a round agree with the codes' own days", () => {
    for (const { number, start, end } of roundsOfYear(2020)) {
      expect(twoDayRound(2020, number)).toEqual({ start, end });
    }
    expect(roundsOfYear(2020)).toHaveLength(183);
    expect(daysInYear(2020)).toBe(366);
  });

  test("[C2] a rhythm begun in mid-year counts from its first day, later years from 1 January", () => {
    const rhythm = { interval: 2, firstDay: "2020-03-02", counting: "working" } as const;
    expect(roundOf("2020-03-01", rhythm)).toBeNull();
    expect(roundOf("2020-03-02", rhythm)?.number).toBe(1);
    expect(roundsOfYear(2019, rhythm)).toEqual([]);
    expect(roundOf("2021-01-01", rhythm)?.code).toBe("2021-R001");
    // Two working days: the weekend belongs to the round that follows it.
    expect(roundOf("2020-03-07", rhythm)).toMatchObject({ start: "2020-03-06", end: "2020-03-09" });
    expect(roundSpanOf(rhythm)(2020, 1)).toMatchObject({ start: "2020-03-02", end: "2020-03-03" });
    expect(() => roundAt("2020-R300", rhythm)).toThrow(RangeError);
  });

  test("[C3] rounds that are left after a date", () => {
    expect(remainingRounds("2020-06-30")).toBe(92);
    expect(remainingRounds("2020-12-31")).toBe(0);
    expect(() =>
      roundsOfYear(2020, { interval: 0, firstDay: "2020-01-01", counting: "calendar" }),
    ).toThrow(RangeError);
  });

  test("[C4] a round is named by its number and days", () => {
    expect(roundLabel(roundAt("2020-R090"))).toBe("第 90 期（6月27日—6月28日）");
    expect(roundLabel(roundAt("2019-R183"))).toBe("第 183 期（12月31日）");
  });
});

describe("freshness", () => {
  const retail = indicatorWith({ combinedJanuaryFebruary: true });
  const gdp = indicatorWith({ frequency: "quarter" });
  const daily = indicatorWith({ frequency: "day", releaseLagDays: 1 });

  test("[F1] the next period follows the indicator's own rhythm", () => {
    expect(nextPeriod(retail, "2020-01/2020-12")).toBe("2021-01/2021-02");
    expect(nextPeriod(retail, "2020-12")).toBe("2021-03");
    expect(nextPeriod(indicatorWith(), "2020-01/2020-12")).toBe("2021-01/2021-01");
    expect(nextPeriod(gdp, "2020-01/2020-03")).toBe("2020-01/2020-06");
    expect(nextPeriod(gdp, "2020-01/2020-12")).toBe("2021-01/2021-03");
    expect(nextPeriod(gdp, "2020-Q4")).toBe("2021-Q1");
    expect(nextPeriod(daily, "2020-12-31")).toBe("2021-01-01");
    expect(nextPeriod(daily, "2020-R183")).toBe("2021-R001");
    expect(nextPeriod(daily, "2020")).toBe("2021");
  });

  test("[F2] a figure is due its usual lag after the period's end", () => {
    expect(dueOn(retail, "2020-01/2020-06")).toBe("2020-07-17");
    expect(dueOn(daily, "2020-06-14")).toBe("2020-06-15");
  });

  test("[F3] a due date on a day off moves to the next working day, but never for daily figures", () => {
    expect(dueOn(indicatorWith({ releaseLagDays: 18 }), "2020-06")).toBe("2020-07-20");
    expect(dueOn(daily, "2020-10-01")).toBe("2020-10-02");
  });

  test("[F4] a figure is late from the day after it was due", () => {
    expect(freshness(retail, "2020-01/2020-05", "2020-07-17")).toEqual({
      next: "2020-01/2020-06",
      dueOn: "2020-07-17",
      overdue: false,
      overdueDays: 0,
    });
    expect(freshness(retail, "2020-01/2020-05", "2020-07-20")).toMatchObject({
      overdue: true,
      overdueDays: 3,
    });
  });
});
