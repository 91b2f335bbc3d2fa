import { expect, test } from "vitest";
import type { ReportSheet } from "@diaodu/contracts";
import { formField, reportEntry } from "../../../test/form-field.ts";
import { cellOf, changeCell, type Cell } from "./cell.ts";
import { lineOf, pendingOf, submissionOf } from "./submission.ts";

const untouched = cellOf(formField());
const typed = (text: string, more: Partial<Cell> = {}): Cell =>
  changeCell(untouched, { text, ...more });

test("an untouched field is not sent, a typed one is", () => {
  expect(lineOf(formField(), undefined).pending).toBe(false);
  expect(lineOf(formField(), typed("110.2")).pending).toBe(true);
  expect(lineOf(formField(), typed(" ")).pending).toBe(false);
});

test("a figure already sent is shown again and not sent twice", () => {
  const sent = formField({ entry: reportEntry() });
  expect(lineOf(sent, undefined)).toMatchObject({ pending: false, value: "110.2" });
  expect(lineOf(sent, cellOf(sent)).pending).toBe(false);
});

test("a returned figure can be sent again as it is when its sender stands by it", () => {
  const returned = formField({ entry: reportEntry({ state: "returned", version: 2 }) });
  expect(lineOf(returned, { ...cellOf(returned), again: true }).pending).toBe(true);
});

test("correcting a published value waits for a reason", () => {
  const published = {
    seq: 9,
    revision: 1,
    value: "110.2",
    text: "110.2",
    status: "final",
  } as const;
  const field = formField({ entry: reportEntry({ state: "published", version: 2, published }) });
  const line = lineOf(field, changeCell(cellOf(field), { text: "111" }));
  expect(line).toMatchObject({ corrects: "110.2", pending: true });
  expect(line.fault).toContain("更正");
  const explained = lineOf(field, changeCell(cellOf(field), { text: "111", reason: "漏报一项" }));
  expect(explained.fault).toBeNull();
});

test("a submission holds what is ready, each based on the version that was seen", () => {
  const returned = formField({ indicator: "fai", entry: reportEntry({ version: 4 }) });
  const words = formField({ indicator: "gdp" });
  const fields = [formField(), returned, words];
  const { ready, faulty } = pendingOf(fields, {
    [formField().key]: typed("１10.2", { note: " 含补缴 " }),
    [returned.key]: changeCell(cellOf(returned), { text: "120" }),
    [words.key]: typed("百亿"),
  });
  expect(faulty.map(({ field }) => field.indicator)).toEqual(["gdp"]);
  const sheet: ReportSheet = {
    unit: "finance",
    unitName: "市财政局",
    round: "2020-R101",
    roundLabel: "第 101 期",
    closesOn: "2020-07-21",
    today: "2020-07-20",
    fields,
    draft: null,
  };
  const sent = submissionOf(sheet, ready);
  expect(sent.items.map(({ value, basedOn, note }) => [value, basedOn, note])).toEqual([
    ["110.2", 0, "含补缴"],
    ["120", 4, null],
  ]);
  expect(sent.items[0]).toMatchObject({ asOf: "2020-07-20", status: "preliminary", reason: null });
});
