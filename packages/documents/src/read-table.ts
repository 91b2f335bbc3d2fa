import { DEFAULT_LIMITS } from "./limits.ts";
import type { ReadLimits } from "./limits.ts";
import { UnreadableFile } from "./refusal.ts";
import type { Table } from "./table.ts";

const ZIP = Buffer.from([0x50, 0x4b]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
/** Name of the stream in which an encrypted .xlsx lies. */
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");

/**
 * The cells of an .xlsx or .csv, told apart by content: a file's name proves nothing.
 * @throws UnreadableFile with a Chinese sentence
 */
export async function readTable(
  bytes: Buffer,
  limits: ReadLimits = DEFAULT_LIMITS,
): Promise<Table> {
  if (bytes.length === 0) throw new UnreadableFile("文件是空的");
  if (bytes.length > limits.fileBytes) throw new UnreadableFile("文件过大");
  // The readers and their libraries come with the first file: a server's start has none.
  if (bytes.subarray(0, 2).equals(ZIP)) {
    const { readWorkbook } = await import("./xlsx/read-workbook.ts");
    return readWorkbook(bytes, limits);
  }
  if (bytes.subarray(0, 4).equals(OLE)) {
    throw new UnreadableFile(
      bytes.includes(ENCRYPTED)
        ? "工作簿已加密，请取消密码后再上传"
        : "这是旧版 .xls 文件，请在 Excel 中另存为 .xlsx",
    );
  }
  const { readCsv } = await import("./csv/read-csv.ts");
  return readCsv(bytes, limits);
}
