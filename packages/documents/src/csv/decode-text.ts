import { UnreadableFile } from "../refusal.ts";

/**
 * Bytes of a .csv as text: by its byte order mark, else UTF-8 where every byte is valid UTF-8, else
 * GB18030, in which Chinese editions of Excel save.
 * @throws UnreadableFile for what is no text in any of these
 */
export function decodeText(bytes: Buffer): string {
  const text = decoded(bytes);
  if (NO_TEXT.test(text)) throw notText();
  return text;
}

/**
 * Control characters but for tabs and line breaks, and the two that no text holds. From DEL on they
 * pass: older programs leave them in cells.
 */
const NO_TEXT = /[^\P{Cc}\t-\r\u007f-\u009f]|[\ufffe\uffff]/u;

function decoded(bytes: Buffer): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : null;
  const swapped = bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  for (const encoding of (marked ?? swapped) ? [marked ?? swapped ?? ""] : ["utf-8", "gb18030"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this one.
    }
  }
  throw notText();
}

function notText(): UnreadableFile {
  return new UnreadableFile("这不是表格文件，请上传 .xlsx 或 .csv");
}
