import { inflateRawSync } from "node:zlib";

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;

/** The text of a .docx: each paragraph a line, each row of a table its cells with tabs between. */
export function docxText(bytes: Uint8Array): { paragraphs: string[]; rows: string[][] } {
  const xml = partOf(Buffer.from(bytes), "word/document.xml");
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

/** One part of a package by its directory. @throws Error where it has no such part */
function partOf(zip: Buffer, wanted: string): string {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== DIRECTORY_END) end -= 1;
  let at = zip.readUInt32LE(end + 16);
  while (at < end && zip.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const from = at + 46;
    const local = zip.readUInt32LE(at + 42);
    if (zip.toString("utf8", from, from + (name ?? 0)) === wanted) {
      const data = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const packed = zip.subarray(data, data + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString("utf8");
    }
    at = from + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  throw new Error(`${wanted} is not there`);
}
