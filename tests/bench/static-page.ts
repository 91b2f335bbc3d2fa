import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync } from "node:zlib";
import type { Page } from "playwright-core";

/** A page of text alone: what any page with these words must cost. */
export interface StaticPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the words that stand on `page`, one paragraph each, compressed, from this process. */
export async function serveWordsOf(page: Page): Promise<StaticPage> {
  const lines = (await page.evaluate(() => document.body.innerText))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const body = lines.map((line) => `<p>${escaped(line)}</p>`).join("\n");
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>调度</title><style>body{font:16px/1.5 sans-serif;margin:16px}p{margin:4px 0}</style></head><body>${body}</body></html>`;
  const packed = brotliCompressSync(html);
  const server = createServer((_request, response) => {
    response
      .writeHead(200, {
        "content-type": "text/html; charset=utf-8",
        "content-encoding": "br",
        "content-length": packed.length,
      })
      .end(packed);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  // A bench that breaks off must not be kept alive by its peer.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
