import { expect, test } from "vitest";
import { daysLate, owedList } from "./owed.ts";

const tile = (key: string, dueOn: string | null) => ({
  key,
  name: key,
  shortName: key,
  freshness: { nextPeriodLabel: "1—7月", dueOn },
});

test("a figure is late from the day after it was due", () => {
  expect(daysLate(tile("gdp", "2020-07-16"), "2020-07-16")).toBe(0);
  expect(daysLate(tile("gdp", "2020-07-16"), "2020-07-17")).toBe(1);
  expect(daysLate(tile("gdp", null), "2020-07-17")).toBe(0);
});

test("the longest overdue stands first, then what comes due next, and no date is not owed", () => {
  const list = owedList(
    [
      tile("later", "2020-10-19"),
      tile("none", null),
      tile("late", "2020-06-18"),
      tile("soon", "2020-08-18"),
    ],
    "2020-07-18",
  );
  expect(list.map((one) => [one.key, one.late])).toEqual([
    ["late", 30],
    ["soon", -31],
    ["later", -93],
  ]);
});
