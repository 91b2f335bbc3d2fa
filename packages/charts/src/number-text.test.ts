import { expect, test } from "vitest";
import { axisScale, numberText, signedText } from "./number-text.ts";

test("growth is always signed, with a true minus, and a rounded zero has no sign", () => {
  expect(signedText(2.3, 1)).toBe("+2.3");
  expect(signedText(-6.8, 1)).toBe("−6.8");
  expect(signedText(0, 1)).toBe("0.0");
  expect(signedText(-0.01, 1)).toBe("0.0");
  expect(signedText(0.01, 1)).toBe("0.0");
});

test("thousands stand apart by a narrow space", () => {
  expect(numberText(456614, 0)).toBe("456\u202f614");
  expect(numberText(1012415.5, null)).toBe("1\u202f012\u202f415.5");
});

test("only big money changes its axis unit", () => {
  expect(axisScale(281603, "亿元")).toEqual({ divisor: 10000, unit: "万亿元" });
  expect(axisScale(96176, "亿元").unit).toBe("亿元");
  expect(axisScale(900000, "万人").unit).toBe("万人");
});
