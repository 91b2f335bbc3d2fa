import { AlignmentType, Footer, PageNumber, TextRun } from "docx";
import { oneFace } from "./fonts.ts";
import { SIZES } from "./page.ts";
import { paragraph, text } from "./paragraph.ts";

/** A character of 4号, in twips: the page number stands so far from the edge (7.5). */
const CHARACTER = SIZES.four * 10;

/** `— 1 —` at the outer edge: odd pages right, even pages left. */
export function pageNumbers(): { default: Footer; even: Footer } {
  const { RIGHT, LEFT } = AlignmentType;
  return { default: footer(RIGHT, { right: CHARACTER }), even: footer(LEFT, { left: CHARACTER }) };
}

function footer(
  alignment: typeof AlignmentType.LEFT | typeof AlignmentType.RIGHT,
  indent: { left?: number; right?: number },
): Footer {
  const number = new TextRun({ font: oneFace("song"), children: [PageNumber.CURRENT] });
  const runs = [text("— "), number, text(" —")];
  return new Footer({ children: [paragraph("PageNumberLine", runs, { alignment, indent })] });
}
