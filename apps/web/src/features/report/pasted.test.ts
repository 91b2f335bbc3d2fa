import { expect, test } from "vitest";
import { fillDown, isColumn } from "./pasted.ts";

const KEYS = ["a", "b", "c", "d"];

test("a column from a spreadsheet fills the fields below the one it is pasted into", () => {
  const { texts, left } = fillDown(KEYS, "b", "1.5\r\n2.5\r\n3.5\r\n");
  expect([...texts]).toEqual([
    ["b", "1.5"],
    ["c", "2.5"],
    ["d", "3.5"],
  ]);
  expect(left).toBe(0);
});

test("an empty cell of the column leaves its field alone", () => {
  expect([...fillDown(KEYS, "a", "1\n\n3").texts.keys()]).toEqual(["a", "c"]);
});

test("of several columns the first counts", () => {
  expect([...fillDown(KEYS, "a", "1\tx\n2\ty").texts.values()]).toEqual(["1", "2"]);
});

test("lines beyond the last field are counted, not lost in silence", () => {
  expect(fillDown(KEYS, "c", "1\n2\n3\n4").left).toBe(2);
});

test("one cell of a spreadsheet is a column, a word of text is not", () => {
  expect(isColumn("1.5\r\n")).toBe(true);
  expect(isColumn("1\t2")).toBe(true);
  expect(isColumn("1.5")).toBe(false);
});
