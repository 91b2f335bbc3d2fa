/**
 * A column copied from a spreadsheet, filled down from the field it was pasted into. Only the first
 * column counts; an empty cell leaves its field alone.
 *
 * @param keys the fields in the order in which they stand on the sheet
 * @returns key → text, and how many lines found no field below
 */
export function fillDown(
  keys: readonly string[],
  start: string,
  clipboard: string,
): { texts: ReadonlyMap<string, string>; left: number } {
  const lines = clipboard.replace(/\r?\n$/u, "").split(/\r?\n/u);
  const from = keys.indexOf(start);
  const texts = new Map<string, string>();
  if (from === -1) return { texts, left: lines.length };
  for (const [index, line] of lines.entries()) {
    const key = keys[from + index];
    const text = (line.split("\t")[0] ?? "").trim();
    if (key !== undefined && text !== "") texts.set(key, text);
  }
  return { texts, left: Math.max(0, from + lines.length - keys.length) };
}

/** Whether a paste is a column of cells; anything else goes into the one field. */
export function isColumn(clipboard: string): boolean {
  return /[\n\t]/u.test(clipboard.replace(/\r?\n$/u, "")) || /\r?\n$/u.test(clipboard);
}
