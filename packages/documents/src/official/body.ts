import type { Paragraph } from "docx";
import type { Block } from "./document-model.ts";
import { slots } from "./fonts.ts";
import { headingCounter } from "./heading-number.ts";
import { paragraph, text } from "./paragraph.ts";

/**
 * Headings numbered by their place, and paragraphs. Numbers are text, so that a copy keeps them.
 * @param closed a signature follows: the last paragraph goes with it, so that none stands on a page alone
 */
export function body(blocks: readonly Block[], closed = false): Paragraph[] {
  const numbered = headingCounter();
  return blocks.map((block, at) => {
    if (block.kind === "paragraph") {
      const keepNext = closed && at === blocks.length - 1;
      return paragraph("BodyText", block.text, keepNext ? { keepNext } : {});
    }
    const title = text(`${numbered(block.level)}${block.text}`);
    const style = `OfficialHeading${block.level}` as const;
    if (block.runOn === undefined) return paragraph(style, [title], { keepNext: true });
    return paragraph(style, [title, text(block.runOn, { font: plain })]);
  });
}

const plain = { ...slots("body"), hint: "eastAsia" };
