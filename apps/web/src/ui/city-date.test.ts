import { expect, it } from "vitest";
import {
  ageLabel,
  cityDate,
  cityTimeWithSeconds,
  dayLabel,
  daysBetween,
  momentLabel,
  weekdayLabel,
  yearProgressOn,
} from "./city-date.ts";

it("reads an instant on the city's wall clock, whatever the zone of the screen", () => {
  expect(cityDate("2020-06-30T16:00:00.000Z")).toBe("2020-07-01");
  expect(cityTimeWithSeconds("2020-06-30T04:32:07.000Z")).toBe("12:32:07");
  expect(momentLabel("2020-06-30T16:05:00.000Z")).toBe("7月1日 00:05");
});

it("prints a plain date without leading zeros", () => {
  expect(dayLabel("2020-07-07")).toBe("7月7日");
  expect(weekdayLabel("2020-06-30")).toBe("星期二");
});

it("counts the day itself into the year's progress", () => {
  expect(yearProgressOn("2020-06-30")).toBe("49.7");
  expect(yearProgressOn("2020-12-31")).toBe("100.0");
  expect(yearProgressOn("2021-06-30")).toBe("49.6");
});

it("counts days between dates in both directions", () => {
  expect(daysBetween("2020-02-28", "2020-03-01")).toBe(2);
  expect(daysBetween("2020-03-01", "2020-02-28")).toBe(-2);
});

it("says an age in the largest unit that fits, and never a negative one", () => {
  expect(ageLabel(-5)).toBe("0 秒");
  expect(ageLabel(59_999)).toBe("59 秒");
  expect(ageLabel(180_000)).toBe("3 分钟");
  expect(ageLabel(7_200_000)).toBe("2 小时");
  expect(ageLabel(172_800_000)).toBe("2 天");
});
