import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth } from "./text-width.ts";
import { titleLines } from "./title-lines.ts";

test("a title that fits stays on one line", () => {
  expect(titleLines("关于调度情况的通报")).toEqual(["关于调度情况的通报"]);
});

test("a longer one is broken between words into lines of like length", () => {
  expect(titleLines("关于2020年上半年全市主要经济指标和空气质量调度情况的通报")).toEqual([
    "关于2020年上半年全市主要经济",
    "指标和空气质量调度情况的通报",
  ]);
});

test("three lines are a rhombus or a trapezoid, never narrowest in the middle", () => {
  const title =
    "德州市人民政府办公室关于2020年上半年全市主要经济指标和空气质量改善情况及重点项目建设进展情况的通报";
  const widths = titleLines(title).map(textWidth);
  expect(widths).toHaveLength(3);
  const [first = 0, middle = 0, last = 0] = widths;
  expect(middle).toBeGreaterThanOrEqual(Math.min(first, last));
});

test("whatever is written, nothing is lost and no line is too wide", () => {
  const words = fc.constantFrom("关于", "的", "通报", "（", "）", "《", "2020年", "a", "经济指标");
  fc.assert(
    fc.property(fc.array(words, { maxLength: 120 }), (chosen) => {
      const title = chosen.join("");
      const rows = titleLines(title);
      expect(rows.join("")).toBe(title);
      for (const row of rows) expect(textWidth(row)).toBeLessThanOrEqual(20);
    }),
  );
});
