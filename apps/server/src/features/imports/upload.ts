import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Refusal } from "../../http/problems.ts";

/** How long whoever sends too much is listened to before they hear our answer. */
const PATIENCE_MS = 10_000;
/** What the answer has to reach whoever does not stop. */
const ANSWER_MS = 5000;

/**
 * Streams a request's body to a new file, hashing it on its way; memory holds a chunk of it.
 * @returns SHA-256, hexadecimal
 * @throws Refusal `body_too_large` above `maxBytes` (the file is removed), `unreadable_file` when empty
 */
export async function storeBody(
  req: IncomingMessage,
  path: string,
  maxBytes: number,
): Promise<string> {
  const hash = createHash("sha256");
  let size = 0;
  try {
    if (Number(req.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const file = await open(path, "wx", 0o600);
    try {
      // The request outlives its body: the answer goes out on the same connection.
      for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge(maxBytes);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    // Whoever still sends hears why, not a connection that breaks in the midst of sending.
    await hearOut(req);
    throw error;
  }
  if (size === 0) {
    await rm(path, { force: true });
    throw new Refusal("unreadable_file", { detail: "文件是空的" });
  }
  return hash.digest("hex");
}

/**
 * The rest is read and thrown away before the answer goes out: a connection that ends with its answer
 * would be reset under a sender who is not done. Who takes too long is answered, then cut.
 */
function hearOut(req: IncomingMessage): Promise<void> {
  if (req.readableEnded || req.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, PATIENCE_MS);
    const cut = setTimeout(() => req.destroy(), PATIENCE_MS + ANSWER_MS);
    for (const over of ["end", "close"]) {
      req.once(over, () => {
        clearTimeout(late);
        clearTimeout(cut);
        resolve();
      });
    }
    req.resume();
  });
}

function tooLarge(maxBytes: number): Refusal {
  const detail = `文件最大 ${Math.floor(maxBytes / 1024 / 1024)} MB`;
  return new Refusal("body_too_large", { detail });
}

/** The last step of a path that a browser may send, without what could garble a log or a page. */
export function plainFileName(name: string): string {
  const last = name.split(/[\\/]/u).at(-1) ?? "";
  return (
    last
      .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, "")
      .trim()
      .slice(0, 200) || "未命名"
  );
}
