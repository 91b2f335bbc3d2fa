import { packageParts } from "./package-parts.ts";

const TEXT = "word/document.xml";

/** The text of a .docx: each paragraph a line, each row of a table its cells with tabs between. */
export function docxText(bytes: Uint8Array): { paragraphs: string[]; rows: string[][] } {
  const xml = packageParts(bytes).get(TEXT);
  if (xml === undefined) throw new Error(`${TEXT} is not there`);
  const paragraphs = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gsu)].map(([one]) => textOf(one));
  const rows = [...xml.matchAll(/<w:tr[ >].*?<\/w:tr>/gsu)].map(([row]) =>
    [...row.matchAll(/<w:tc[ >].*?<\/w:tc>/gsu)].map(([cell]) => textOf(cell)),
  );
  return { paragraphs, rows };
}

function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gsu)]
    .map(([, text = ""]) => text)
    .join("")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
