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
