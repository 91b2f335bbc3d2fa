/**
 * Robots render Markdown, each its own kind, and none documents how to escape it: one shows the
 * backslash, another drops it. The full-width twin of a character is text to all of them.
 */
const MARKUP = /[\\`*_~[\]<>#|@&!$^]/gu;

/** Controls, what turns or hides the text around it, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu;

/** Chats make a link of anything that looks like an address, `www.` or a bare domain included. */
const SCHEME = /:(?=\/\/)/gu;
const DOMAIN_DOT = /(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu;

/** What begins a list, a rule or a heading at the head of a line; a negative number does not. */
const LINE_HEAD = /^(?:[-+=](?![\d.])|\d+[.)](?=\s|$))/u;

const wide = (character: string) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0);

/** One line of text that no client makes a link of; only invisible characters are lost. */
export function plainLine(text: string): string {
  return text.replace(INVISIBLE, " ").trim().replace(SCHEME, "：").replace(DOMAIN_DOT, "．");
}

/** One line that reads the same but is neither markup, mention nor link in a robot's Markdown. */
export function literalLine(text: string): string {
  return plainLine(text)
    .replace(MARKUP, wide)
    .replace(LINE_HEAD, (head) => head.replace(/[-+=.)]/u, wide));
}

/** For a text node or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Our own link as an address that ends no Markdown link early; null for none, or no web address. */
export function linkAddress(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol !== "https:" && url.protocol !== "http:") return null;
  return url.href.replace(/[()'*_~]/gu, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

const SHORTENED = "……（内容较长，其余请到系统中查看）";

/**
 * As many whole lines as fit; what was left out is said. A line too long by itself is cut between
 * characters that a reader sees.
 * @param room what `measure` may come to, the joining line breaks included
 */
export function fitLines(
  lines: readonly string[],
  room: number,
  measure: (text: string) => number = byteLength,
): string[] {
  if (measure(lines.join("\n")) <= room) return [...lines];
  const fits: string[] = [];
  for (const line of lines) {
    if (measure([...fits, line, SHORTENED].join("\n")) > room) break;
    fits.push(line);
  }
  if (fits.length === 0 && lines[0] !== undefined) {
    fits.push(cut(lines[0], room - measure(`\n${SHORTENED}`), measure));
  }
  return [...fits, SHORTENED];
}

/** The longest beginning that fits, ending between characters that a reader sees. */
export function cut(
  text: string,
  room: number,
  measure: (text: string) => number = byteLength,
): string {
  if (measure(text) <= room) return text;
  const seen = [...new Intl.Segmenter("zh-CN").segment(text)].map(({ segment }) => segment);
  let [low, high] = [0, seen.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${seen.slice(0, middle).join("")}…`) <= room) low = middle;
    else high = middle - 1;
  }
  return `${seen.slice(0, low).join("")}…`;
}

export function byteLength(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
