import { describe, expect, test } from "vitest";
import { indicatorWith } from "../test/sample.ts";
import { dueOn, freshness, nextPeriod } from "./freshness.ts";
import { TWO_DAY_CALENDAR } from "./round/calendar.ts";

describe("freshness", () => {
  const retail = indicatorWith({ combinedJanuaryFebruary: true });
  const gdp = indicatorWith({ frequency: "quarter" });
  const daily = indicatorWith({ frequency: "day", releaseLagDays: 1 });

  test("[F1] the next period follows the indicator's own rhythm", () => {
    expect(nextPeriod(retail, "2020-01/2020-12", TWO_DAY_CALENDAR)).toBe("2021-01/2021-02");
    expect(nextPeriod(retail, "2020-12", TWO_DAY_CALENDAR)).toBe("2021-03");
    expect(nextPeriod(indicatorWith(), "2020-01/2020-12", TWO_DAY_CALENDAR)).toBe(
      "2021-01/2021-01",
    );
    expect(nextPeriod(gdp, "2020-01/2020-03", TWO_DAY_CALENDAR)).toBe("2020-01/2020-06");
    expect(nextPeriod(gdp, "2020-01/2020-12", TWO_DAY_CALENDAR)).toBe("2021-01/2021-03");
    expect(nextPeriod(gdp, "2020-Q4", TWO_DAY_CALENDAR)).toBe("2021-Q1");
    expect(nextPeriod(daily, "2020-12-31", TWO_DAY_CALENDAR)).toBe("2021-01-01");
    expect(nextPeriod(daily, "2020-R183", TWO_DAY_CALENDAR)).toBe("2021-R001");
    expect(nextPeriod(daily, "2020", TWO_DAY_CALENDAR)).toBe("2021");
  });

  test("[F2] a figure is due its usual lag after the period's end", () => {
    expect(dueOn(retail, "2020-01/2020-06", TWO_DAY_CALENDAR)).toBe("2020-07-17");
    expect(dueOn(daily, "2020-06-14", TWO_DAY_CALENDAR)).toBe("2020-06-15");
  });

  test("[F3] a due date on a day off moves to the next working day, but never for daily figures", () => {
    expect(dueOn(indicatorWith({ releaseLagDays: 18 }), "2020-06", TWO_DAY_CALENDAR)).toBe(
      "2020-07-20",
    );
    expect(dueOn(daily, "2020-10-01", TWO_DAY_CALENDAR)).toBe("2020-10-02");
  });

  test("[F4] a figure is late from the day after it was due", () => {
    expect(freshness(retail, "2020-01/2020-05", "2020-07-17", TWO_DAY_CALENDAR)).toEqual({
      next: "2020-01/2020-06",
      dueOn: "2020-07-17",
      overdue: false,
      overdueDays: 0,
    });
    expect(freshness(retail, "2020-01/2020-05", "2020-07-20", TWO_DAY_CALENDAR)).toMatchObject({
      overdue: true,
      overdueDays: 3,
    });
  });
});
