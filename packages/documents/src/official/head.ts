import { AlignmentType, BorderStyle, LineRuleType } from "docx";
import type { Paragraph } from "docx";
import type { OfficialDocument } from "./document-model.ts";
import { COLUMN, lines } from "./page.ts";
import { paragraph, text } from "./paragraph.ts";
import { textWidth } from "./text-width.ts";
import { titleLines } from "./title-lines.ts";

const RED = "FF0000";
/** 发文机关标志 35 mm below the upper edge of the 版心 (7.2.4). */
const ABOVE_MARK = 1984;
/** Half points: as large as the line allows, within what looks dignified. */
const MARK = { largest: 124, smallest: 52 };
/** The red rule: 4 mm below the 文号 (7.2.7), in points; its weight in eighths of a point. */
const RULE = { style: BorderStyle.SINGLE, color: RED, size: 18, space: 11 };

/** Everything above the text: red head and rule, 文号, title, 主送. */
export function head(document: OfficialDocument): Paragraph[] {
  const { redHead, number, addressee } = document;
  return [
    ...(redHead === null ? letterNumber(number) : redHeadOf(redHead, number)),
    ...title(document.title, redHead === null && number === null ? 0 : lines(2)),
    ...(addressee === null ? [] : [paragraph("Addressee", `${addressee}：`)]),
  ];
}

/** The title's lines, each a line of the grid; the space above the first, and a line below the last. */
export function title(content: string | readonly string[], before: number): Paragraph[] {
  const rows = typeof content === "string" ? titleLines(content) : content;
  return rows.map((row, at) => {
    const after = at === rows.length - 1 ? lines(1) : 0;
    return paragraph("OfficialTitle", row, { spacing: { before: at === 0 ? before : 0, after } });
  });
}

function redHeadOf(mark: string, number: string | null): Paragraph[] {
  const fitting = Math.floor(COLUMN.width / 10 / Math.max(textWidth(mark), 1));
  const size = Math.max(MARK.smallest, Math.min(MARK.largest, fitting));
  const look = { color: RED, size, sizeComplexScript: size };
  return [
    paragraph("RedHead", [text(mark, look)], {
      spacing: { before: ABOVE_MARK, line: size * 13, lineRule: LineRuleType.EXACT },
    }),
    paragraph("DocumentNumber", number ?? "", {
      spacing: { before: lines(2) },
      border: { bottom: RULE },
    }),
  ];
}

/** A letter has its number at the right edge of the first line (10.1). */
function letterNumber(number: string | null): Paragraph[] {
  if (number === null) return [];
  return [paragraph("DocumentNumber", number, { alignment: AlignmentType.RIGHT })];
}
