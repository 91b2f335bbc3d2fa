import { textWidth } from "./text-width.ts";

/** 2号 is 22 pt: twenty of them fill 156 mm. */
const WIDEST = 20;
/** A line must not begin with these … */
const NOT_FIRST = /^(?:[的了和与及]$|[、，。：；？！）》〉」』”’])/u;
/** … nor end with these. */
const NOT_LAST = /(?:[（《〈「『“‘]|关于)$/u;
/** More lines than this are filled one after the other: their shapes are too many to compare. */
const MOST_BALANCED = 4;

/**
 * A title in as few lines as it needs, broken between words, in the shape of a trapezoid or a rhombus
 * (GB/T 9704-2012, 7.3.1): as even as words allow, and never narrowest in the middle.
 */
export function titleLines(title: string): string[] {
  const width = lineWidth(title);
  if (width <= WIDEST) return [title];
  const words = wordsOf(title);
  for (let count = Math.ceil(width / WIDEST); count <= MOST_BALANCED; count += 1) {
    const best = bestSplit(words, count, width / count);
    if (best !== null) return best;
  }
  return filled(words);
}

function filled(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || lineWidth(last + word) > WIDEST) lines.push(word);
    else lines[lines.length - 1] = last + word;
  }
  return lines;
}

/** Words with what cannot stand apart from them. */
function wordsOf(title: string): string[] {
  const words: string[] = [];
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(title)) {
    const last = words.at(-1);
    const joined = last !== undefined && (NOT_FIRST.test(segment) || NOT_LAST.test(last));
    if (joined) words[words.length - 1] = `${last}${segment}`;
    else words.push(...tooLong(segment));
  }
  return words;
}

/** A word that no line holds is cut. */
function tooLong(word: string): string[] {
  return lineWidth(word) <= WIDEST ? [word] : [...(word.match(/.{1,20}/gsu) ?? [])];
}

function bestSplit(words: readonly string[], count: number, mean: number): string[] | null {
  let best: { lines: string[]; cost: number } | null = null;
  for (const lines of splits(words, count)) {
    const cost = costOf(lines.map(lineWidth), mean);
    if (cost !== null && (best === null || cost < best.cost)) best = { lines, cost };
  }
  return best?.lines ?? null;
}

/** Every way to lay the words on so many lines; a title has few words and fewer lines. */
function* splits(words: readonly string[], count: number): Generator<string[]> {
  if (count === 1) {
    yield [words.join("")];
    return;
  }
  for (let first = 1; first <= words.length - count + 1; first += 1) {
    const line = words.slice(0, first).join("");
    if (lineWidth(line) > WIDEST) return;
    for (const rest of splits(words.slice(first), count - 1)) yield [line, ...rest];
  }
}

/** Null where a line is too wide; a waist costs more than any unevenness. */
function costOf(widths: readonly number[], mean: number): number | null {
  if (widths.some((width) => width > WIDEST)) return null;
  const uneven = widths.reduce((total, width) => total + (width - mean) ** 2, 0);
  const waist = widths.some((width, at) => {
    const before = widths[at - 1];
    const after = widths[at + 1];
    return before !== undefined && after !== undefined && width < before && width < after;
  });
  return uneven + (waist ? 1000 : 0);
}

/** Width of a line as programs set it: a quarter of a character stands between Han and figures. */
function lineWidth(line: string): number {
  const seams = line.match(/(?<=\p{Script=Han})(?=[\w])|(?<=[\w%])(?=\p{Script=Han})/gu) ?? [];
  return textWidth(line) + seams.length / 4;
}
