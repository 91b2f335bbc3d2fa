import type { ReadLimits } from "../limits.ts";
import { UnreadableFile } from "../refusal.ts";
import type { Cell, Row } from "../table.ts";
import { cellPlace, columnName } from "../table.ts";
import { cellContent } from "./cell-content.ts";
import type { FormatKind } from "./number-formats.ts";
import { readXml } from "./read-xml.ts";

/** What the sheets of one workbook share, and what is left of the limits. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: readonly FormatKind[];
  readonly from1904: boolean;
  readonly limits: ReadLimits;
  /** Counted down over all sheets. */
  readonly left: { rows: number; cells: number };
}

interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A merged cell larger than this is a frame, not a label. */
const LARGEST_SPREAD = 5000;

/**
 * Rows of one sheet, merged cells spread over what they cover. Formulas are not computed: their
 * stored result counts.
 * @throws UnreadableFile on broken XML or beyond the limits
 */
export function readSheet(bytes: Buffer, context: SheetContext): Row[] {
  const { rows, merges } = scan(bytes, context);
  spread(rows, merges, context);
  return [...rows.entries()]
    .filter(([, cells]) => cells.size > 0)
    .toSorted(([one], [other]) => one - other)
    .map(([number, cells]) => ({
      number,
      cells: [...cells.values()].toSorted((one, other) => one.column - other.column),
    }));
}

type Cells = Map<number, Cell>;

function scan(bytes: Buffer, context: SheetContext): { rows: Map<number, Cells>; merges: Merge[] } {
  const rows = new Map<number, Cells>();
  const merges: Merge[] = [];
  let row = 0;
  let column = 0;
  let attributes: Readonly<Record<string, string>> | null = null;
  let value: string | null = null;
  let inline = "";
  let hasFormula = false;
  let into: "v" | "t" | null = null;
  let inReading = false;

  function endCell(): void {
    const content = cellContent(
      {
        type: attributes?.["t"] ?? "n",
        format: context.formats[Number(attributes?.["s"] ?? 0)] ?? "plain",
        hasFormula,
        value,
        inline,
      },
      context.strings,
      context.from1904,
    );
    attributes = null;
    if (content !== null) put(rows, row, { ...content, column, spread: false }, context);
  }

  readXml(bytes, {
    open(name, found) {
      switch (name) {
        case "row":
          row = Number(found["r"] ?? row + 1);
          if (!(row >= 1 && row <= 1_048_576)) throw new UnreadableFile("工作表的行号有误");
          column = 0;
          break;
        case "c": {
          const place = found["r"] === undefined ? null : cellPlace(found["r"]);
          if (found["r"] !== undefined && place === null) {
            throw new UnreadableFile("工作表的单元格地址有误");
          }
          row = place?.row ?? row;
          column = place?.column ?? column + 1;
          attributes = found;
          value = null;
          inline = "";
          hasFormula = false;
          break;
        }
        case "v":
          into = "v";
          value ??= "";
          break;
        case "f":
          hasFormula = true;
          break;
        case "rPh":
          inReading = true;
          break;
        case "t":
          into = inReading ? null : "t";
          break;
        case "mergeCell": {
          const merge = mergeOf(found["ref"] ?? "");
          if (merge !== null) merges.push(merge);
          break;
        }
      }
    },
    text(words) {
      if (into === "v") value += words;
      else if (into === "t") inline += words;
    },
    close(name) {
      if (name === "v" || name === "t") into = null;
      else if (name === "rPh") inReading = false;
      else if (name === "c" && attributes !== null) endCell();
    },
  });
  return { rows, merges };
}

function put(
  rows: Map<number, Cells>,
  row: number,
  cell: Omit<Cell, "cell">,
  { limits, left }: SheetContext,
): void {
  if (row < 1) throw new UnreadableFile("工作表的单元格地址有误");
  let cells = rows.get(row);
  if (cells === undefined) {
    left.rows -= 1;
    if (left.rows < 0) throw new UnreadableFile(`表格超过 ${limits.rows} 行，请分开上传`);
    cells = new Map();
    rows.set(row, cells);
  }
  left.cells -= 1;
  if (left.cells < 0) throw new UnreadableFile(`表格超过 ${limits.cells} 个单元格，请分开上传`);
  if (cell.raw.length > limits.cellText) throw new UnreadableFile("单元格文字过长，已拒绝");
  cells.set(cell.column, { cell: columnName(cell.column) + row, ...cell });
}

function mergeOf(ref: string): Merge | null {
  const [from = "", to = ""] = ref.split(":");
  const [one, other] = [cellPlace(from), cellPlace(to)];
  if (one === null || other === null) return null;
  return { top: one.row, left: one.column, bottom: other.row, right: other.column };
}

function spread(rows: Map<number, Cells>, merges: readonly Merge[], context: SheetContext): void {
  for (const { top, left, bottom, right } of merges) {
    const origin = rows.get(top)?.get(left);
    if (origin === undefined || (bottom - top + 1) * (right - left + 1) > LARGEST_SPREAD) continue;
    const { raw, kind } = origin;
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        if (row === top && column === left) continue;
        put(rows, row, { raw, kind, column, spread: true }, context);
      }
    }
  }
}
