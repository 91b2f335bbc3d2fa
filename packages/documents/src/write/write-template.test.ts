import { expect, test } from "vitest";
import { editedTemplate, openTemplate } from "../../test/filled-template.ts";
import { vocabulary } from "../../test/vocabulary.ts";
import { matchTable } from "../match/match-table.ts";
import { readTable } from "../read-table.ts";
import { writeCsv, writeTables } from "./write-table.ts";
import { writeTemplate } from "./write-template.ts";
import type { TemplateField } from "./write-template.ts";

const field = (key: string, over: Partial<TemplateField> = {}): TemplateField => ({
  key,
  indicatorName: "一般公共预算收入",
  regionName: "德州市",
  periodName: "2026年第163期",
  measureName: "数值",
  unit: "亿元",
  decimals: 2,
  last: { value: "120.5", periodName: "2026年第162期" },
  statuses: ["dispatch", "forecast"],
  source: "财政局",
  ...over,
});
const KEYS = [
  "budget_revenue|371400|2026-R163|dispatch|level",
  "fai|371400|2026-01/2026-06|official|yoy_comparable",
];
const template = (fields = KEYS.map((key) => field(key))) =>
  writeTemplate({ title: "财政局", lines: ["数据版本 12"], fields, today: "2026-11-22" });

const edited = async (...given: Parameters<typeof editedTemplate>) =>
  readTable(await editedTemplate(...given));

const filled = (table: Awaited<ReturnType<typeof readTable>>) =>
  matchTable(table, { ...vocabulary, asked: [], duties: [] });

test("an untouched template holds nothing to import", async () => {
  expect(filled(await readTable(Buffer.from(await template())))).toEqual([]);
});

test("what is filled into a template comes back exactly, by its hidden codes", async () => {
  const table = await edited(await template(), (sheet) => {
    sheet.getCell("H5").value = 121.25;
    sheet.getCell("H6").value = "－5.3";
    sheet.getCell("I6").value = "快报";
    sheet.getCell("J6").value = "2026/11/20";
    sheet.getCell("M6").value = "含新区";
  });
  const matches = filled(table);
  expect(matches).toMatchObject([
    {
      kind: "fact",
      cell: "H5",
      indicator: "budget_revenue",
      region: "371400",
      period: "2026-R163",
      basis: "dispatch",
      measure: "level",
      value: "121.25",
      status: "dispatch",
      asOf: "2026-11-22",
      source: "财政局",
    },
    {
      kind: "fact",
      indicator: "fai",
      measure: "yoy_comparable",
      value: "-5.3",
      status: "flash",
      asOf: "2026-11-20",
      note: "含新区",
    },
  ]);
});

test("columns may be moved and rows sorted: the codes move with them", async () => {
  const table = await edited(await template(), (sheet) => {
    sheet.getCell("H5").value = 1;
    sheet.getCell("H6").value = 2;
    const [first, second] = [sheet.getRow(5).values, sheet.getRow(6).values];
    sheet.getRow(5).values = second;
    sheet.getRow(6).values = first;
    sheet.spliceColumns(3, 1);
  });
  expect(filled(table)).toMatchObject([
    { indicator: "fai", value: "2" },
    { indicator: "budget_revenue", value: "1" },
  ]);
});

test("codes that somebody changed are refused, rows that somebody added ignored", async () => {
  const table = await edited(await template(), (sheet) => {
    sheet.getCell("H5").value = 1;
    sheet.getCell("A5").value = "budget_revenue|371400";
    sheet.getCell("H9").value = 5;
  });
  expect(filled(table).map(({ kind }) => kind)).toEqual(["refused", "ignored"]);
});

test("the template locks what is not to be touched, and checks what is typed", async () => {
  const sheet = await openTemplate(await template());
  expect(sheet.sheetProtection).toBeTruthy();
  expect(sheet.getRow(1).hidden).toBe(true);
  expect(sheet.getColumn(1).hidden).toBe(true);
  expect(sheet.getCell("H5").protection).toMatchObject({ locked: false });
  expect(sheet.getCell("B5").protection?.locked ?? true).toBe(true);
  expect(sheet.getCell("H5").dataValidation).toMatchObject({ type: "decimal" });
  expect(sheet.getCell("I5").dataValidation).toMatchObject({
    type: "list",
    formulae: ['"调度,预计"'],
  });
  expect(sheet.workbook.getWorksheet("说明")?.getCell("A1").value).toBe("填写说明");
});

const HOSTILE = [
  "=1+1",
  "+A1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  " =1",
  "＝1+1",
  '=HYPERLINK("http://x")',
];

test.each(HOSTILE)("%j stays text in a workbook and is defused in a .csv", async (text) => {
  const columns = [{ header: "来源", kind: "text" as const }];
  const bytes = await writeTables([
    { name: "看板", title: "看板", lines: [], columns, rows: [[text]] },
  ]);
  const { Workbook } = await import("@cj-tech-master/excelts");
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes);
  const cell = workbook.getWorksheet(1)?.getCell("A3");
  expect(cell?.value).toBe(text.replaceAll("\r", "\n"));
  expect(writeCsv({ columns, rows: [[text]] }).split("\r\n")[1]).toMatch(/^"?'/u);
});

test("figures are written as numbers that sum, or as text where a number would lose digits", async () => {
  const columns = [{ header: "值", kind: "decimal" as const }];
  const rows = [["-6.8"], ["0"], [null], ["1234567890123.456789"]];
  const bytes = await writeTables([
    { name: "a/b", title: "t", lines: ["数据版本 3"], columns, rows },
  ]);
  const table = await readTable(Buffer.from(bytes));
  expect(table.sheets[0]?.name).toBe("a b");
  const kinds = table.sheets[0]?.rows
    .slice(3)
    .map(({ cells }) => `${cells[0]?.raw} ${cells[0]?.kind}`);
  expect(kinds).toEqual(["-6.8 number", "0 number", "1234567890123.456789 text"]);
  expect(writeCsv({ columns, rows })).toBe("\ufeff值\r\n-6.8\r\n0\r\n\r\n1234567890123.456789\r\n");
});
