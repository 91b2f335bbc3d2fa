import { comparePeriods, periodCode, roundsOfYear, TWO_DAY_CALENDAR } from "@diaodu/domain";
import { expect, test } from "vitest";
import { inOrder } from "./series.ts";

const years = [1999, 2019, 2020, 2021];
const months = Array.from({ length: 12 }, (_, index) => index + 1);

test.each([
  ["years", years.map((year) => periodCode({ kind: "year", year }))],
  [
    "quarters",
    years.flatMap((year) =>
      [1, 2, 3, 4].map((quarter) => periodCode({ kind: "quarter", year, quarter })),
    ),
  ],
  [
    "months",
    years.flatMap((year) => months.map((month) => periodCode({ kind: "month", year, month }))),
  ],
  [
    "cumulative periods",
    years.flatMap((year) => months.map((month) => periodCode({ kind: "ytd", year, month }))),
  ],
  [
    "days",
    years.flatMap((year) =>
      months.map((month) => periodCode({ kind: "day", year, month, day: 9 })),
    ),
  ],
  ["rounds", years.flatMap((year) => roundsOfYear(year, TWO_DAY_CALENDAR).map(({ code }) => code))],
])("the codes of %s sort as text as they follow in time", (_name, codes) => {
  const shuffled = codes.toReversed();
  expect(shuffled.toSorted(inOrder)).toEqual(shuffled.toSorted((a, b) => comparePeriods(a, b)));
});
