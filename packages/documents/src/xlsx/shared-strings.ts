import type { Container } from "../container/container.ts";
import { readXml } from "./read-xml.ts";

/** Texts by index. Runs of rich text are joined; readings (拼音) are not part of the text. */
export async function sharedStrings(container: Container, part: string | null): Promise<string[]> {
  if (part === null || !container.has(part)) return [];
  const strings: string[] = [];
  let text = "";
  let inText = false;
  let inReading = false;
  readXml(await container.read(part), {
    open(name) {
      if (name === "si") text = "";
      else if (name === "rPh") inReading = true;
      else if (name === "t") inText = !inReading;
    },
    text(words) {
      if (inText) text += words;
    },
    close(name) {
      if (name === "t") inText = false;
      else if (name === "rPh") inReading = false;
      else if (name === "si") strings.push(unescaped(text));
    },
  });
  return strings;
}

/** `_x000D_` stands for a character that XML cannot carry. */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
