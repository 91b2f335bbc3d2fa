import { expect, test } from "vitest";
import { changeCell, readCells, type Cells } from "./cell.ts";
import { mergeDrafts, settle } from "./merge-drafts.ts";

/** A draft with these texts. */
const draft = (texts: Record<string, string>): Cells =>
  readCells(Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, { text }])));

const textsOf = (cells: Cells) =>
  Object.fromEntries(Object.entries(cells).map(([key, { text }]) => [key, text]));

test("what each of two people filled in comes together without a question", () => {
  const merged = mergeDrafts(draft({}), draft({ a: "1" }), draft({ b: "2" }));
  expect(textsOf(merged.cells)).toEqual({ a: "1", b: "2" });
  expect(merged.conflicts).toEqual([]);
  expect(merged.taken).toEqual(["b"]);
});

test("a field that both changed keeps mine and is asked about", () => {
  const merged = mergeDrafts(draft({ a: "0" }), draft({ a: "1" }), draft({ a: "2" }));
  expect(textsOf(merged.cells)).toEqual({ a: "1" });
  expect(merged.conflicts.map(({ key, mine, theirs }) => [key, mine?.text, theirs?.text])).toEqual([
    ["a", "1", "2"],
  ]);
});

test("the same change made twice is no conflict", () => {
  expect(mergeDrafts(draft({}), draft({ a: "1" }), draft({ a: "1" })).conflicts).toEqual([]);
});

test("what the other one took back is taken back, unless I changed it", () => {
  expect(textsOf(mergeDrafts(draft({ a: "1" }), draft({ a: "1" }), draft({})).cells)).toEqual({});
  const merged = mergeDrafts(draft({ a: "1" }), draft({ a: "3" }), draft({}));
  expect(textsOf(merged.cells)).toEqual({ a: "3" });
  expect(merged.conflicts).toHaveLength(1);
});

test("a settled conflict takes the chosen side whole", () => {
  const { cells, conflicts } = mergeDrafts(draft({}), draft({ a: "1" }), draft({ a: "2" }));
  const [conflict] = conflicts;
  if (conflict === undefined) throw new Error("no conflict");
  expect(textsOf(settle(cells, conflict, "theirs"))).toEqual({ a: "2" });
  expect(textsOf(settle(cells, conflict, "mine"))).toEqual({ a: "1" });
  expect(settle(cells, { ...conflict, theirs: undefined }, "theirs")).toEqual({});
});

test("typing over a value taken over by one tap takes the mark away", () => {
  const [cell] = Object.values(readCells({ a: { text: "1", unchanged: true } }));
  if (cell === undefined) throw new Error("no cell");
  expect(changeCell(cell, { text: "2" }).unchanged).toBe(false);
  expect(changeCell(cell, { note: "已核实" }).unchanged).toBe(true);
});

test("what is no draft is read as none", () => {
  expect(readCells("x")).toEqual({});
  expect(readCells({ a: 1, b: { note: "x" } })).toEqual({});
});
