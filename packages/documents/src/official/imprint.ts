import {
  BorderStyle,
  LineRuleType,
  OverlapType,
  RelativeVerticalPosition,
  Tab,
  TabStopType,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { Paragraph } from "docx";
import { documentDate } from "./document-date.ts";
import type { Imprint } from "./document-model.ts";
import { COLUMN, SIZES } from "./page.ts";
import { paragraph, text } from "./paragraph.ts";

/** Outer rules 0.35 mm, inner 0.25 mm (7.4.1), in eighths of a point. */
const THICK = { style: BorderStyle.SINGLE, size: 8, color: "000000" };
const THIN = { style: BorderStyle.SINGLE, size: 6, color: "000000" };
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" };
/** A character of 4号, in twips. */
const CHARACTER = SIZES.four * 10;
const WIDTH = { size: COLUMN.width, type: WidthType.DXA };

/**
 * 版记: rules as wide as the 版心, the last on its lower edge, on the page where the document ends
 * (7.4). A floating table, which stands at the foot whatever ends above it; a program that does not
 * float a table of full width (LibreOffice) sets it below the last line.
 */
export function imprint({ copies, printer, date }: Imprint): (Table | Paragraph)[] {
  const rows = [...(copies === null ? [] : [copyLine(copies)]), printLine(printer, date)];
  const table = new Table({
    rows: rows.map((content) => {
      const cell = new TableCell({ children: [content], width: WIDTH });
      return new TableRow({ cantSplit: true, children: [cell] });
    }),
    columnWidths: [COLUMN.width],
    width: WIDTH,
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0 },
    borders: { top: THICK, bottom: THICK, left: NONE, right: NONE, insideHorizontal: THIN },
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.MARGIN,
      absoluteHorizontalPosition: 0,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      overlap: OverlapType.NEVER,
    },
  });
  return [table, after()];
}

/** What follows a table must be a paragraph; this one takes next to no room. */
function after(): Paragraph {
  return paragraph("Imprint", "", { spacing: { line: 20, lineRule: LineRuleType.EXACT } });
}

/** One character free at both ends; further lines hang at the first name (7.4.2). */
function copyLine(copies: string): Paragraph {
  return paragraph("Imprint", `抄送：${copies}。`, {
    indent: { left: CHARACTER * 4, hanging: CHARACTER * 3, right: CHARACTER },
  });
}

/** Who printed it at the left, when at the right. */
function printLine(printer: string, date: Imprint["date"]): Paragraph {
  const tab = new TextRun({ children: [new Tab()] });
  return paragraph("Imprint", [text(printer), tab, text(`${documentDate(date)}印发`)], {
    indent: { left: CHARACTER, right: CHARACTER },
    tabStops: [{ type: TabStopType.RIGHT, position: COLUMN.width - CHARACTER }],
  });
}
