import { expect, test } from "vitest";
import { chineseNumeral, headingCounter, headingNumber } from "./heading-number.ts";

test("Chinese numerals run to 九十九, then Arabic", () => {
  const counts = [1, 9, 10, 11, 19, 20, 21, 99, 100];
  const written = ["一", "九", "十", "十一", "十九", "二十", "二十一", "九十九", "100"];
  expect(counts.map(chineseNumeral)).toEqual(written);
});

test("each level has its own form", () => {
  expect(([1, 2, 3, 4] as const).map((level) => headingNumber(level, 2))).toEqual([
    "二、",
    "（二）",
    "2.",
    "（2）",
  ]);
});

test("a heading starts the levels below it again, and none above", () => {
  const next = headingCounter();
  const levels = [1, 2, 2, 3, 1, 2, 4, 3] as const;
  expect(levels.map(next)).toEqual([
    "一、",
    "（一）",
    "（二）",
    "1.",
    "二、",
    "（一）",
    "（1）",
    "1.",
  ]);
});
