import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import type { RequestHandler } from "express";
import { encode, sendEncoded } from "../http/compressed.ts";
import type { Encoded } from "../http/compressed.ts";
import { dropPageHeaders } from "../http/security.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};
/** Packed by their own format already. */
const PACKED = new Set([".ico", ".png", ".webp", ".woff2"]);
/** Names under `assets/` carry a hash of their content. */
const HASHED = /^\/assets\//u;

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
  /** Packed at the first request, unless the build brought a `.br` sibling. */
  encoded(): Promise<Encoded>;
}

/** Address → file of the built web app. Read whole at the start: no request touches the disk. */
export type Assets = ReadonlyMap<string, Asset>;

/** Reads every file under `folder` but the page templates, which are filled before they are sent. */
export function readAssets(folder: string, templates: ReadonlySet<string>): Assets {
  const assets = new Map<string, Asset>();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const present = new Set(files);
  for (const file of files) {
    const address = `/${relative(folder, file).split(sep).join("/")}`;
    const extension = extname(file);
    if (extension === ".br" || extension === ".gz" || templates.has(address)) continue;
    const sibling = present.has(`${file}.br`) ? readFileSync(`${file}.br`) : null;
    assets.set(address, assetOf(address, readFileSync(file), extension, sibling));
  }
  return assets;
}

function assetOf(address: string, plain: Buffer, extension: string, br: Buffer | null): Asset {
  let encoded: Promise<Encoded> | null = null;
  return {
    type: TYPES[extension] ?? "application/octet-stream",
    etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`,
    cacheControl: HASHED.test(address) ? "public, max-age=31536000, immutable" : "no-cache",
    encoded() {
      encoded ??=
        PACKED.has(extension) || br !== null
          ? Promise.resolve({ plain, br, gzip: null })
          : encode(plain, "kept");
      return encoded;
    },
  };
}

/** Sends the files of the build; what it does not hold goes to the next handler. */
export function serveAssets(assets: Assets): RequestHandler {
  return async (req, res, next) => {
    const asset = req.method === "GET" || req.method === "HEAD" ? assets.get(req.path) : undefined;
    if (asset === undefined) return next();
    if (HASHED.test(req.path)) dropPageHeaders(res);
    // The worker stands at the root already; said aloud for proxies that move it.
    if (req.path === "/sw.js") res.setHeader("Service-Worker-Allowed", "/");
    sendEncoded(req, res, await asset.encoded(), asset);
  };
}
