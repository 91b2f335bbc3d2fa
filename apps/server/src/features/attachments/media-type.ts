/** What may be attached, by what the bytes are and never by what the sender calls them. */
export const MEDIA_TYPES = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
} as const;
export type Extension = keyof typeof MEDIA_TYPES;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const ZIP = Buffer.from("PK\u0003\u0004", "latin1");

/** What the bytes begin as; null for what is not taken, macros among them. */
export function extensionOf(bytes: Buffer): Extension | null {
  if (starts(bytes, Buffer.from("%PDF-"))) return "pdf";
  if (starts(bytes, PNG)) return "png";
  if (starts(bytes, JPEG)) return "jpg";
  return starts(bytes, ZIP) ? officeExtensionOf(bytes) : null;
}

/** Office files are archives: their directory at the end names the parts in plain text. */
function officeExtensionOf(bytes: Buffer): Extension | null {
  const has = (part: string) => bytes.includes(part, 0, "latin1");
  if (!has("[Content_Types].xml") || has("vbaProject.bin")) return null;
  if (has("xl/workbook.xml")) return "xlsx";
  return has("word/document.xml") ? "docx" : null;
}

function starts(bytes: Buffer, with_: Buffer): boolean {
  return bytes.length >= with_.length && bytes.subarray(0, with_.length).equals(with_);
}

const LONGEST_NAME = 120;

/**
 * The sender's name for a file as it may stand in a header and on a disk: no path, no control
 * characters, and the extension of what it is.
 */
export function safeFileName(given: string, extension: Extension): string {
  const last = given.split(/[/\\]/u).at(-1) ?? "";
  const plain = last.replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}"<>|:*?]/gu, "").trim();
  const stem = plain.replace(/\.[^.]*$/u, "").replace(/^\.+/u, "");
  const short = Array.from(stem).slice(0, LONGEST_NAME).join("");
  return `${short === "" ? "附件" : short}.${extension}`;
}
