import { expect, test } from "vitest";
import { pointsOf, pointsText, sharesOf } from "./path-text.ts";

test("milestones are read line by line, however they are separated", () => {
  const points = [
    { date: "2026-06-30", value: "550" },
    { date: "2026-12-31", value: "1100" },
  ];
  expect(pointsOf("2026-06-30 550\n\n 2026-12-31，1100 ")).toEqual(points);
  expect(pointsOf(pointsText(points))).toEqual(points);
});

test("shares are read from spaces, commas and columns copied from a sheet", () => {
  expect(sharesOf("0.08 0.16，0.25\t0.3\n0.4")).toEqual(["0.08", "0.16", "0.25", "0.3", "0.4"]);
});
