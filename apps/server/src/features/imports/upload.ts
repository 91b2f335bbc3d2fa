import { createHash } from "node:crypto";
import { open, rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { Refusal } from "../../http/problems.ts";

/** How long whoever sends too much is listened to, so that they hear our answer. */
const PATIENCE_MS = 10_000;

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
  if (Number(req.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(req, maxBytes);
  const hash = createHash("sha256");
  let size = 0;
  try {
    const file = await open(path, "wx", 0o600);
    try {
      // The request outlives its body: the answer goes out on the same connection.
      for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > maxBytes) throw tooLarge(req, maxBytes);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    // On a full disk whoever sends hears why, not a connection that breaks in the midst of sending.
    if (!(error instanceof Refusal)) await heardOut(req);
    throw error;
  }
  if (size === 0) {
    await rm(path, { force: true });
    throw new Refusal("unreadable_file", { detail: "文件是空的" });
  }
  return hash.digest("hex");
}

/** The rest is read and thrown away for a moment, then the connection is cut. */
function hearOut(req: IncomingMessage): void {
  req.resume();
  const cut = setTimeout(() => req.destroy(), PATIENCE_MS);
  cut.unref();
  req.once("close", () => clearTimeout(cut));
}

/** The rest is read and thrown away before the answer goes out; for a moment, if it does not end. */
function heardOut(req: IncomingMessage): Promise<void> {
  if (req.readableEnded || req.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const late = setTimeout(resolve, PATIENCE_MS);
    for (const over of ["end", "close"]) {
      req.once(over, () => {
        clearTimeout(late);
        resolve();
      });
    }
    hearOut(req);
  });
}

function tooLarge(req: IncomingMessage, maxBytes: number): Refusal {
  hearOut(req);
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
