import { Document, DocumentGridType, SectionType } from "docx";
import { annex } from "./annex.ts";
import { body } from "./body.ts";
import { closing } from "./closing.ts";
import type { OfficialDocument } from "./document-model.ts";
import { head } from "./head.ts";
import { imprint } from "./imprint.ts";
import { CHARACTER_SPACE, LINE_PITCH, MARGINS, PAPER } from "./page.ts";
import { pageNumbers } from "./page-number.ts";

/** The document in the library's terms: one section, every element in the standard's order. */
export function compose(document: OfficialDocument): Document {
  const { annexes } = document;
  const only = annexes.length === 1;
  return new Document({
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          type: SectionType.NEXT_PAGE,
          page: { size: PAPER, margin: MARGINS },
          grid: {
            type: DocumentGridType.LINES_AND_CHARS,
            linePitch: LINE_PITCH,
            charSpace: CHARACTER_SPACE,
          },
        },
        footers: pageNumbers(),
        children: [
          ...head(document),
          ...body(document.body, document.signature !== null),
          ...closing(document),
          ...annexes.flatMap((content, at) => annex(content, only ? null : at + 1)),
          ...(document.imprint === null ? [] : imprint(document.imprint)),
        ],
      },
    ],
  });
}
