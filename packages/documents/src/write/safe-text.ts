/** Characters with which a spreadsheet program begins a formula, and those it skips before one. */
const BEGINS_FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]/u;
/** A plain signed number is a figure, whoever wrote it. */
const NUMBER = /^[+-]?\d+(\.\d+)?%?$/u;

/** Whether a program that reads the text from a .csv would take it for a formula. */
function looksLikeFormula(text: string): boolean {
  return (BEGINS_FORMULA.test(text) || /^[\t\r]/u.test(text)) && !NUMBER.test(text);
}

/** The text with an apostrophe before what would be computed, for .csv. */
export function safeCsvText(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text;
}

/**
 * The text as a worksheet can carry it: XML has no control characters, Excel no more than 32,767
 * characters. Stored as text it is never computed.
 */
export function safeSheetText(text: string): string {
  return text.replaceAll(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]|\p{Surrogate}/gu, "�").slice(0, 32_767);
}

/**
 * The text as a document can carry it: line breaks and tabs become spaces; control characters, signs
 * that turn the direction of writing, lone surrogates and what XML does not know are left out.
 */
export function safePaperText(text: string): string {
  return text
    .replaceAll(/[\t\n\r\u0085\u2028\u2029]+/gu, " ")
    .replaceAll(/\p{Cc}|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu, "");
}
