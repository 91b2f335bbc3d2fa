import type { Paragraph } from "docx";
import { documentDate } from "./document-date.ts";
import type { OfficialDocument } from "./document-model.ts";
import { characters, lines } from "./page.ts";
import { paragraph } from "./paragraph.ts";
import { textWidth } from "./text-width.ts";

/** 附件说明, 署名, 成文日期 and 附注, in this order below the text. */
export function closing({ annexes, signature, standing }: OfficialDocument): Paragraph[] {
  return [
    ...annexList(
      annexes.map(({ title }) => title),
      signature !== null,
    ),
    ...(signature === null ? [] : signed(signature.issuer, documentDate(signature.date))),
    ...(standing === null ? [] : [paragraph("BodyText", `（${standing}）`)]),
  ];
}

/** One line below the text, two characters in; further lines hang at the first name (7.3.4). */
function annexList(titles: readonly string[], keepNext: boolean): Paragraph[] {
  return titles.map((title, at) => {
    const mark = titles.length === 1 ? "" : `${at + 1}. `;
    const label = at === 0 ? `附件：${mark}` : mark;
    const hanging = characters(textWidth(label));
    const left = characters(5 + textWidth(mark));
    return paragraph("AnnexList", `${label}${title}`, {
      indent: { left, hanging },
      ...(keepNext ? { keepNext } : {}),
      ...(at === 0 ? { spacing: { before: lines(1) } } : {}),
    });
  });
}

/** The date four characters from the right edge, the name centred above it (7.3.5.1). */
function signed(issuer: string, date: string): Paragraph[] {
  const fromRight = 4;
  const overhang = (textWidth(date) - textWidth(issuer)) / 2;
  return [
    paragraph("Closing", issuer, {
      indent: { right: characters(Math.max(0, fromRight + overhang)) },
      spacing: { before: lines(2) },
      keepNext: true,
    }),
    paragraph("Closing", date, { indent: { right: characters(fromRight) } }),
  ];
}
