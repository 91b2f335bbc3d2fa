import type { Worksheet } from "@cj-tech-master/excelts";
import { safeCsvText, safeSheetText } from "./safe-text.ts";

export interface ColumnToWrite {
  readonly header: string;
  /** `decimal` cells hold plain decimal text and become numbers that can be summed. */
  readonly kind: "text" | "decimal";
  /** Characters; default 14. */
  readonly width?: number;
  /** Written into a hidden row above the headers, so that a reader needs no words. */
  readonly code?: string;
}

export interface TableToWrite {
  /** At most 31 characters. */
  readonly name: string;
  readonly title: string;
  /** Lines below the title: data version, time, who exported. */
  readonly lines: readonly string[];
  readonly columns: readonly ColumnToWrite[];
  /** One text for each column; null is an empty cell. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Digits that a number in a spreadsheet keeps; longer figures are written as text. */
const EXACT_DIGITS = 15;

/**
 * An .xlsx with one sheet for each table. Text stays text, whatever it begins with: nothing that a
 * reporter typed is computed on a reader's machine.
 */
export async function writeTables(tables: readonly TableToWrite[]): Promise<Uint8Array> {
  const { Workbook } = await import("@cj-tech-master/excelts");
  const workbook = new Workbook();
  for (const table of tables) writeSheet(workbook.addWorksheet(sheetName(table.name)), table);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** The same table as .csv: UTF-8 with a byte order mark, as Excel expects; formulas defused. */
export function writeCsv(table: Pick<TableToWrite, "columns" | "rows">): string {
  const line = (fields: readonly (string | null)[]) =>
    fields.map((field) => quoted(safeCsvText(field ?? ""))).join(",");
  return `\ufeff${[table.columns.map(({ header }) => header), ...table.rows].map(line).join("\r\n")}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n\t]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function writeSheet(sheet: Worksheet, table: TableToWrite): void {
  sheet.addRow([safeSheetText(table.title)]).font = { bold: true, size: 14 };
  for (const line of table.lines) sheet.addRow([safeSheetText(line)]);
  if (table.columns.some(({ code }) => code !== undefined)) {
    sheet.addRow(table.columns.map(({ code }) => code ?? null)).hidden = true;
  }
  const header = sheet.addRow(table.columns.map((column) => column.header));
  header.font = { bold: true };
  for (const row of table.rows) {
    sheet.addRow(table.columns.map((column, at) => cellValue(column, row[at] ?? null)));
  }
  table.columns.forEach((column, at) => {
    sheet.getColumn(at + 1).width = column.width ?? 14;
  });
  sheet.views = [{ state: "frozen", ySplit: header.number }];
}

function cellValue({ kind }: ColumnToWrite, text: string | null): string | number | null {
  if (text === null) return null;
  const isNumber = kind === "decimal" && /^-?\d+(\.\d+)?$/u.test(text);
  if (isNumber && text.replaceAll(/[-.]|^-?0+/gu, "").length <= EXACT_DIGITS) return Number(text);
  return safeSheetText(text);
}

/** Excel refuses some signs and more than 31 characters. */
export function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[\\/*?:[\]]/gu, " ")
      .slice(0, 31)
      .trim() || "表格"
  );
}
