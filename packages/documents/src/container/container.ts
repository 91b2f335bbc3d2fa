import { crc32 } from "node:zlib";
import { fromBufferPromise } from "yauzl";
import type { Entry, ZipFile } from "yauzl";
import type { ReadLimits } from "../limits.ts";
import { UnreadableFile } from "../refusal.ts";

/** The parts of a workbook, each unpacked only when asked for and only as far as it said. */
export interface Container {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** Bytes of a part. @throws UnreadableFile when it is missing, damaged or larger than it said */
  read(name: string): Promise<Buffer>;
}

/** Below this a part may be packed as tightly as it likes: an empty sheet's XML is. */
const SMALL = 1024 * 1024;

/**
 * Reads a zip file's directory and nothing else, and refuses what no honest workbook is: too many
 * parts, parts that unpack to too much, encryption, doubled names.
 * @throws UnreadableFile
 */
export async function openContainer(bytes: Buffer, limits: ReadLimits): Promise<Container> {
  const damaged = (error: unknown): never => {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile("文件已损坏或不完整，无法打开", { cause: error });
  };
  const zip = await fromBufferPromise(bytes, { lazyEntries: true }).catch(damaged);
  if (zip.entryCount > limits.entries) {
    throw new UnreadableFile(
      `文件内部有 ${zip.entryCount} 个部件，超过 ${limits.entries} 个的上限`,
    );
  }
  const entries = await directory(zip, limits).catch(damaged);
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name),
    async read(name) {
      const entry = entries.get(name);
      if (entry === undefined) throw new UnreadableFile(`工作簿缺少部件 ${name}`);
      return unpack(zip, entry).catch(damaged);
    },
  };
}

async function directory(zip: ZipFile, limits: ReadLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const folded = new Set<string>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName: name, compressedSize, uncompressedSize } = entry;
    if (entry.isEncrypted()) throw new UnreadableFile("工作簿已加密，请取消密码后再上传");
    if (folded.has(name.toLowerCase())) throw new UnreadableFile("文件内部有重名部件，已拒绝");
    unpacked += uncompressedSize;
    if (uncompressedSize > limits.entryBytes || unpacked > limits.unpackedBytes) {
      throw new UnreadableFile("文件解压后过大，已拒绝");
    }
    if (uncompressedSize > SMALL && uncompressedSize > compressedSize * limits.ratio) {
      throw new UnreadableFile("文件压缩比异常，可能是压缩炸弹，已拒绝");
    }
    folded.add(name.toLowerCase());
    if (!name.endsWith("/")) entries.set(name, entry);
  }
  return entries;
}

/** yauzl itself fails where a part is longer or shorter than the directory said. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  const part = Buffer.concat(chunks);
  if (crc32(part) !== entry.crc32) throw new UnreadableFile("文件已损坏，校验不符");
  return part;
}
