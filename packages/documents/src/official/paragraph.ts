import { Paragraph, TextRun } from "docx";
import type { IParagraphOptions, IRunOptions } from "docx";
import { safePaperText } from "../write/safe-text.ts";
import type { Style } from "./styles.ts";

/**
 * A run of a person's text. It goes in as text alone: as a child, words like `CURRENT` would become
 * the library's fields. Signs that Han and Latin share (“ ” — …) take the Han font.
 */
export function text(content: string, look: IRunOptions = {}): TextRun {
  return new TextRun({ font: { hint: "eastAsia" }, ...look, text: safePaperText(content) });
}

/** A paragraph of one style. */
export function paragraph(
  style: Style,
  content: string | readonly TextRun[],
  options: Omit<IParagraphOptions, "style" | "children" | "text"> = {},
): Paragraph {
  const children = typeof content === "string" ? [text(content)] : content;
  return new Paragraph({ ...options, style, children });
}
