import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Request, Response } from "express";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** One representation in the three encodings that we send. */
export interface Encoded {
  readonly plain: Buffer;
  readonly br: Buffer | null;
  readonly gzip: Buffer | null;
}

/** Brotli quality: 5 while a reader waits, 11 for what is packed once and kept. */
export type Effort = "now" | "kept";

/** Compresses off the event loop. Results that do not pay are left out. */
export async function encode(plain: Buffer, effort: Effort): Promise<Encoded> {
  if (plain.length < 512) return { plain, br: null, gzip: null };
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: effort === "kept" ? 11 : 5,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  const [br, gz] = await Promise.all([brotli(plain, { params }), zip(plain)]);
  return {
    plain,
    br: br.length < plain.length ? br : null,
    gzip: gz.length < plain.length ? gz : null,
  };
}

/**
 * Which of our encodings to send: brotli before gzip before none, whatever order the reader lists
 * them in, leaving out those with `q=0` (RFC 9110 §12.5.3).
 */
function chosenEncoding(accept: string | undefined): "br" | "gzip" | "identity" {
  const weights = new Map<string, number>();
  for (const part of (accept ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(name, q === undefined ? 1 : Number(q.slice(2)) || 0);
  }
  const takes = (name: string) => (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  if (takes("br")) return "br";
  return takes("gzip") ? "gzip" : "identity";
}

/** Sends bytes that are already packed; answers 304 when the reader holds this `etag`. */
export function sendEncoded(
  req: Request,
  res: Response,
  body: Encoded,
  head: { type: string; etag: string | null; cacheControl: string },
): void {
  const chosen = chosenEncoding(req.headers["accept-encoding"]);
  const packed = chosen === "identity" ? null : body[chosen];
  res.setHeader("Vary", "Accept-Encoding");
  res.setHeader("Cache-Control", head.cacheControl);
  res.setHeader("Content-Type", head.type);
  if (head.etag !== null) res.setHeader("ETag", head.etag);
  if (head.etag !== null && req.fresh) {
    res.removeHeader("Content-Type");
    res.status(304).end();
    return;
  }
  const bytes = packed ?? body.plain;
  if (packed !== null) res.setHeader("Content-Encoding", chosen);
  res.setHeader("Content-Length", bytes.length);
  if (req.method === "HEAD") res.end();
  else res.end(bytes);
}
