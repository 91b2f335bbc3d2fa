import { expect, test } from "vitest";
import { formField } from "../../../test/form-field.ts";
import { plainNumber, readTyped } from "./typed-value.ts";

test.each([
  ["206504.3", "206504.3"],
  ["２０６，５０４．３", "206504.3"],
  ["206 504.3 亿元", "206504.3"],
  ["206,504.3", "206504.3"],
  ["－6.8", "-6.8"],
  ["−6.8", "-6.8"],
  ["+2.3", "2.3"],
  [".5", "0.5"],
])("%s as people and spreadsheets write it is read as %s", (typed, plain) => {
  expect(plainNumber(typed, "亿元")).toBe(plain);
});

test("an empty field has neither value nor fault", () => {
  expect(readTyped(formField(), "  ")).toEqual({ value: null, fault: null, warning: null });
});

test("words in the place of a figure are a fault, and never a value", () => {
  const reading = readTyped(formField(), "约一百亿");
  expect(reading.value).toBeNull();
  expect(reading.fault).toContain("十进制数");
});

test("a cumulative figure that falls within its year is warned of, not refused", () => {
  expect(readTyped(formField(), "80")).toMatchObject({ value: "80", fault: null });
  expect(readTyped(formField(), "80").warning).toContain("减少");
  expect(readTyped(formField(), "110.2").warning).toBeNull();
});

test("a growth rate may fall, because rates do not add up over a year", () => {
  const growth = formField({
    measure: "yoy_nominal",
    unit: "%",
    kind: "rate",
    history: [
      { period: "2020-01/2020-04", value: "5.0" },
      { period: "2020-01/2020-05", value: "4.6" },
    ],
  });
  expect(readTyped(growth, "4.1").warning).toBeNull();
});

test("more decimals than the indicator shows are kept and pointed out", () => {
  expect(readTyped(formField(), "110.234")).toMatchObject({ value: "110.234", fault: null });
  expect(readTyped(formField(), "110.234").warning).toContain("1 位小数");
});
