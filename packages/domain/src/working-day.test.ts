import { expect, test } from "vitest";
import { isWorkingDay, onOrAfterWorkingDay, workingDays } from "./working-day.ts";

test("[C1] holidays are off and exchanged weekends are worked", () => {
  expect(isWorkingDay("2020-10-01")).toBe(false);
  expect(isWorkingDay("2020-06-28")).toBe(true);
  expect(isWorkingDay("2020-06-25")).toBe(false);
  expect(onOrAfterWorkingDay("2020-10-01")).toBe("2020-10-09");
  expect(workingDays("2020-06-22", "2020-06-28")).toBe(4);
  expect(workingDays("2020-06-28", "2020-06-22")).toBe(0);
});

test("[C1] spring festival of 2020 lasts until 2 February, with 19 January worked for it", () => {
  expect(isWorkingDay("2020-01-19")).toBe(true);
  expect(onOrAfterWorkingDay("2020-01-24")).toBe("2020-02-03");
  expect(workingDays("2020-01-19", "2020-02-02")).toBe(5);
});

test("[C1] a year that is not announced knows weekends only, until its days are entered", () => {
  // A Monday to Sunday week of holidays, and the Saturday after it worked.
  const announced = [
    ...["24", "25", "26", "27", "28"].map((day) => ({
      date: `2098-02-${day}`,
      working: false,
      name: "春节",
    })),
    { date: "2098-03-01", working: true, name: "春节调休" },
  ];
  expect(isWorkingDay("2098-02-25")).toBe(true);
  expect(isWorkingDay("2098-02-25", announced)).toBe(false);
  expect(isWorkingDay("2098-03-01")).toBe(false);
  expect(isWorkingDay("2098-03-01", announced)).toBe(true);
  expect(onOrAfterWorkingDay("2098-02-24", announced)).toBe("2098-03-01");
  expect(workingDays("2098-02-24", "2098-03-02", announced)).toBe(1);
});

test("[C1] a local day goes before what the library knows", () => {
  const local = [{ date: "2020-06-24", working: false, name: "防汛停工" }];
  expect(isWorkingDay("2020-06-24", local)).toBe(false);
  expect(isWorkingDay("2020-06-23", local)).toBe(true);
});
