import { expect, test } from "vitest";
import { rankingLines } from "./ranking-option.ts";
import { brokenLines, rankingScale } from "./ranking-scale.ts";

// Growth of the first quarter of 2020, per cent, as published.
const quarter = [-1.9, -2.1, -3.4, -5.8, -6.6, -9.5, -39.2];

test("a province far below all others is broken, so that these stay comparable", () => {
  const lines = linesOf(quarter);
  expect(rankingScale(lines)).toEqual({ min: -14.25, max: 0 });
  expect(brokenLines(lines).map((line) => line.text)).toEqual(["-39.2%"]);
});

test("values that lie together are drawn whole, and zero is on the axis", () => {
  const lines = linesOf([5.1, 3.2, -0.2, -1.8]);
  expect(rankingScale(lines)).toEqual({ min: -1.8, max: 5.1 });
  expect(brokenLines(lines)).toEqual([]);
});

test("with two or three values the spread is the message", () => {
  expect(brokenLines(linesOf([5.1, -0.2, -19.3]))).toEqual([]);
});

test("a list without figures has an axis all the same", () => {
  expect(rankingScale([])).toEqual({ min: 0, max: 0 });
});

function linesOf(values: readonly number[]) {
  return rankingLines({
    name: "地区生产总值",
    unit: "亿元",
    periodLabel: "一季度",
    by: "growth",
    rows: values.map((growth, at) => ({
      region: String(at),
      name: String(at),
      position: at + 1,
      level: null,
      levelText: null,
      growth,
      growthText: `${growth}%`,
    })),
    missing: [],
  });
}
