import { expect, it } from "vitest";
import { aqiGrade } from "./grades.ts";

it("grades a day by HJ 633, each bound belonging to the better grade", () => {
  expect([0, 50, 51, 100, 101, 150, 200, 300, 301].map(aqiGrade)).toEqual([
    1, 1, 2, 2, 3, 3, 4, 5, 6,
  ]);
});
