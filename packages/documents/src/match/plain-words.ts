/** Words as they are compared: full-width signs, subscripts, spaces and dashes look alike. */

/** Lower case, NFKC, without blanks, one dash. Only for words: it would turn 12² into 122. */
export function plainWords(text: string): string {
  let words = known.get(text);
  if (words === undefined) {
    words = plain(text);
    if (known.size >= MOST_KNOWN) known.clear();
    if (text.length <= LONGEST_KNOWN) known.set(text, words);
  }
  return words;
}

/** A sheet of ten thousand rows says a few hundred different words. */
const known = new Map<string, string>();
const MOST_KNOWN = 5000;
const LONGEST_KNOWN = 60;

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(/[\s\u200b-\u200f\ufeff]/gu, "")
    .replaceAll(/[—–―−~〜至]/gu, "-")
    .replaceAll(/-{2,}/gu, "-")
    .replaceAll("µ", "μ")
    .toLowerCase();
}

/** The words without what stands in brackets, and what stood there. */
export function withoutBrackets(words: string): { outside: string; inside: string[] } {
  const inside: string[] = [];
  const outside = words.replaceAll(/\(([^()]*)\)|\[([^[\]]*)\]/gu, (_all, one, other) => {
    inside.push(String(one ?? other ?? ""));
    return "";
  });
  return { outside, inside };
}
