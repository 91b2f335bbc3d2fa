import { parse } from "csv-parse/sync";
import type { ReadLimits } from "../limits.ts";
import { UnreadableFile } from "../refusal.ts";
import type { Row, Table } from "../table.ts";
import { columnName } from "../table.ts";
import { decodeText } from "./decode-text.ts";

const SEPARATORS = [",", ";", "\t"] as const;

/** One sheet of texts. @throws UnreadableFile */
export function readCsv(bytes: Buffer, limits: ReadLimits): Table {
  const text = decodeText(bytes);
  if (/^\s*<(?:!doctype|html|table|\?xml)/iu.test(text)) {
    throw new UnreadableFile("这是网页文件，不是表格，请在 Excel 中另存为 .xlsx");
  }
  const records = recordsOf(text, limits);
  const rows: Row[] = [];
  let cells = 0;
  records.forEach((record, index) => {
    const number = index + 1;
    const found = record.flatMap((raw, at) => {
      if (raw.trim() === "") return [];
      if (raw.length > limits.cellText) throw new UnreadableFile("单元格文字过长，已拒绝");
      const column = at + 1;
      return [
        { cell: columnName(column) + number, column, raw, kind: "text" as const, spread: false },
      ];
    });
    cells += found.length;
    if (found.length > 0) rows.push({ number, cells: found });
  });
  if (rows.length > limits.rows) throw new UnreadableFile(`表格超过 ${limits.rows} 行，请分开上传`);
  if (cells > limits.cells) {
    throw new UnreadableFile(`表格超过 ${limits.cells} 个单元格，请分开上传`);
  }
  return { format: "csv", sheets: [{ name: "表格", hidden: false, rows }] };
}

function recordsOf(text: string, limits: ReadLimits): string[][] {
  try {
    return parse(text, {
      delimiter: separatorOf(text),
      relax_column_count: true,
      // A quote inside of an unquoted field is a character like any other.
      relax_quotes: true,
      skip_empty_lines: false,
      // One row more than allowed is enough to know.
      to: limits.rows * 2,
    });
  } catch (error) {
    throw new UnreadableFile("表格格式有误：引号没有成对", { cause: error });
  }
}

/** The separator found most often outside of quotes in the first lines; a comma where none is. */
function separatorOf(text: string): (typeof SEPARATORS)[number] {
  const head = text.slice(0, 20_000).replaceAll(/"[^"]*"/gu, "");
  const counts = SEPARATORS.map((separator) => head.split(separator).length);
  const most = Math.max(...counts);
  return most === 1 ? "," : (SEPARATORS[counts.indexOf(most)] ?? ",");
}
