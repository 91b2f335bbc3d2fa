import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { workbookFile } from "../test/zip-file.ts";
import { readTable } from "./read-table.ts";
import { kindOfFormat } from "./xlsx/number-formats.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../test/fixtures/${name}`, import.meta.url));

async function cells(bytes: Buffer): Promise<Record<string, string>> {
  const table = await readTable(bytes);
  return Object.fromEntries(
    table.sheets.flatMap(({ rows }) =>
      rows.flatMap((row) => row.cells.map((cell) => [cell.cell, `${cell.raw}|${cell.kind}`])),
    ),
  );
}

test("a workbook of LibreOffice: merged titles, percent, dates, formulas by their stored result", async () => {
  const wide = await cells(fixture("wide.xlsx"));
  expect(wide).toMatchObject({
    A1: "2020年1—6月一般公共预算收入|text",
    D1: "2020年1—6月一般公共预算收入|text",
    A4: "地区|text",
    C5: "-6.8%|number",
    B7: "1,234,567.8|text",
    B8: "1250000.5|number",
  });
  const list = await cells(fixture("list.xlsx"));
  expect(list).toMatchObject({ F2: "2020-07-16|date", D4: "5.7%|number", D5: "#DIV/0!|error" });
});

test.each(["list-utf8.csv", "list-gb18030.csv"])("%s gives the same texts", async (name) => {
  expect(await cells(fixture(name))).toMatchObject({
    A2: "地区生产总值|text",
    B2: "全国|text",
    D2: "456614.4|text",
    F2: "2020年7月16日|text",
  });
});

test.each<[string, Buffer]>([
  ["a byte order mark", Buffer.from("\ufeff指标,值\n投资,1")],
  ["UTF-16 little endian", Buffer.from("\ufeff指标,值\n投资,1", "utf16le")],
  ["UTF-16 big endian", Buffer.from("\ufeff指标,值\n投资,1", "utf16le").swap16()],
  ["semicolons", Buffer.from("指标;值\r\n投资;1")],
  ["tabs", Buffer.from("指标\t值\n投资\t1")],
  ["quotes around a comma and a line break", Buffer.from('"指标","值"\n"投资","1"')],
])("a .csv with %s is read", async (_name, bytes) => {
  expect(await cells(bytes)).toEqual({
    A1: "指标|text",
    B1: "值|text",
    A2: "投资|text",
    B2: "1|text",
  });
});

const DATES =
  '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/></cellXfs>';
const serial = (value: string, style: number) => `<c s="${style}"><v>${value}</v></c>`;

test("dates count from 1900, with the day that never was, or from 1904", async () => {
  const xml = `<sheetData><row r="1">${["1", "59", "60", "61", "44028.75"].map((one) => serial(one, 1)).join("")}${serial("44028", 2)}</row></sheetData>`;
  expect(await cells(workbookFile(xml, { stylesXml: DATES }))).toEqual({
    A1: "1900-01-01|date",
    B1: "1900-02-28|date",
    C1: "60|number",
    D1: "1900-03-01|date",
    E1: "2020-07-16|date",
    F1: "2020-07-16|date",
  });
  const from1904 = workbookFile(`<sheetData><row>${serial("42566", 1)}</row></sheetData>`, {
    stylesXml: DATES,
    workbookPr: '<workbookPr date1904="1"/>',
  });
  expect(await cells(from1904)).toEqual({ A1: "2020-07-16|date" });
});

test("numbers keep fifteen digits and never show an exponent", async () => {
  const xml = `<sheetData><row r="1">${["0.30000000000000004", "1.1000000000000001", "1E-7", "1.5e21", "-0"].map((one) => serial(one, 0)).join("")}</row></sheetData>`;
  expect(await cells(workbookFile(xml))).toEqual({
    A1: "0.3|number",
    B1: "1.1|number",
    C1: "0.0000001|number",
    D1: "1500000000000000000000|number",
    E1: "0|number",
  });
});

test("texts of every kind: shared, inline, rich, with readings and escapes; formulas without result", async () => {
  const xml = `<sheetData><row r="2">
    <c r="B2" t="inlineStr"><is><r><t>固定</t></r><r><t>资产</t></r><rPh><t>gu ding</t></rPh></is></c>
    <c r="C2" t="str"><f>A1&amp;"x"</f><v>一&amp;_x0041_</v></c>
    <c r="D2"><f>A1+1</f></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="str"><f>""</f><v></v></c>
    <c r="G2" t="e"><v>#REF!</v></c></row></sheetData>`;
  expect(await cells(workbookFile(xml))).toEqual({
    B2: "固定资产|text",
    C2: "一&A|text",
    D2: "|uncomputed",
    E2: "TRUE|boolean",
    G2: "#REF!|error",
  });
});

test.each([
  ["0.0%", "percent"],
  ["yyyy-mm-dd", "date"],
  ['yyyy"年"m"月"', "date"],
  ["[$-804]aaaa;@", "plain"],
  ["[h]:mm:ss", "plain"],
  ["#,##0.00", "plain"],
  ["General", "plain"],
  ['0.0"亿元"', "rescaled"],
  ["#,##0,", "rescaled"],
  ["0!.0,", "rescaled"],
  ["0\\.0000", "rescaled"],
  ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "plain"],
  ["[Red]0.0;[Blue]-0.0", "plain"],
])("the format %s is %s", (code, kind) => {
  expect(kindOfFormat(code)).toBe(kind);
});
