import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

/** What shrinks; fonts and pictures are packed by their own format. */
const TEXT = new Set([".js", ".css", ".svg", ".json", ".webmanifest"]);

/** Packs `plain` as small as brotli can; slow, so only for what is built once. */
export function pack(plain: Buffer): Buffer {
  return brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
}

/** Lays a `.br` sibling beside every text file under `folder`. */
export function packFolder(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !TEXT.has(extname(entry.name))) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(`${file}.br`, pack(readFileSync(file)));
  }
}
