import {
  AlignmentType,
  LineRuleType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from "docx";
import type { Paragraph } from "docx";
import { body } from "./body.ts";
import type { Annex, AnnexColumn, AnnexTable } from "./document-model.ts";
import { slots } from "./fonts.ts";
import { title } from "./head.ts";
import { COLUMN, SIZES, lines } from "./page.ts";
import { paragraph, text } from "./paragraph.ts";

const ALIGNMENT = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const;
const HEADER = { font: { ...slots("hei"), hint: "eastAsia" } };
/** More columns than this are set in 5号, so that amounts keep to one line. */
const WIDE = 6;
const THIN = { spacing: { line: 20, lineRule: LineRuleType.EXACT } };
/** Twips left and right of a cell's text, above and below. */
const PADDING = { left: 60, right: 60, top: 40, bottom: 40 };

/** An annex on a page of its own: 附件1 in 黑体, its title on the third line (7.3.7). */
export function annex(content: Annex, number: number | null): (Paragraph | Table)[] {
  return [
    paragraph("AnnexMark", `附件${number ?? ""}`, { pageBreakBefore: true }),
    ...title(content.title, lines(1)),
    ...body(content.blocks),
    ...(content.table === null ? [] : tableOf(content.table)),
  ];
}

function tableOf({ unitLine, columns, rows, note }: AnnexTable): (Paragraph | Table)[] {
  const widths = columnWidths(columns);
  const size = columns.length > WIDE ? { size: SIZES.five, sizeComplexScript: SIZES.five } : {};
  const header = columns.map(({ header: label }, at) =>
    cell(text(label, { ...HEADER, ...size }), "center", widths[at] ?? 0),
  );
  const table = new Table({
    rows: [
      new TableRow({ children: header, tableHeader: true, cantSplit: true }),
      ...rows.map((cells) => {
        const children = columns.map(({ align }, at) =>
          cell(text(cells[at] ?? "", size), align, widths[at] ?? 0),
        );
        return new TableRow({ children, cantSplit: true });
      }),
    ],
    columnWidths: widths,
    width: { size: COLUMN.width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: PADDING,
    alignment: AlignmentType.CENTER,
  });
  const right = { alignment: AlignmentType.RIGHT };
  return [
    paragraph("TableNote", unitLine ?? "", { ...right, keepNext: true }),
    table,
    // Two tables without a paragraph between them would become one.
    note === null ? paragraph("TableNote", "", THIN) : paragraph("TableNote", note),
  ];
}

/** Twips of each column; together exactly the 版心. */
function columnWidths(columns: readonly AnnexColumn[]): number[] {
  const whole = columns.reduce((total, { width }) => total + width, 0);
  let before = 0;
  return columns.map(({ width }) => {
    const from = Math.round((before / whole) * COLUMN.width);
    before += width;
    return Math.round((before / whole) * COLUMN.width) - from;
  });
}

function cell(content: ReturnType<typeof text>, align: AnnexColumn["align"], width: number) {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [paragraph("TableText", [content], { alignment: ALIGNMENT[align] })],
  });
}
