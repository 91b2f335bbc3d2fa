/** Builds the pages, the server's drawing entry, the service worker and the packed siblings. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { packFolder } from "./pack.ts";
import { type Manifest, shellOf } from "./shell.ts";

const web = fileURLToPath(new URL("..", import.meta.url));
const client = join(web, "dist/client");
const STYLESHEET = /^\s*<link rel="stylesheet"[^>]*>\n/gmu;
const PAGES = ["wall", "phone", "meeting"] as const;

process.chdir(web);
await build({ logLevel: "warn" });
await build({ logLevel: "warn", build: { ssr: true } });

const manifest = JSON.parse(readFileSync(join(client, ".vite/manifest.json"), "utf8")) as Manifest;

const buildId = identify();
for (const page of PAGES) writePage(page);
writeWorker();
writeFileSync(join(client, "build.json"), `${JSON.stringify({ build: buildId })}\n`);
packFolder(client);

/** One name for everything served: asset names carry their content, pages and worker are read. */
function identify(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(join(client, "assets")).sort()) hash.update(`${name}\0`);
  for (const page of PAGES) hash.update(readFileSync(join(client, `${page}.html`)));
  hash.update(readFileSync(join(web, "src/offline/sw.js")));
  return hash.digest("hex").slice(0, 12);
}

/**
 * Puts the build's name into the page, and what the drawn page needs before what makes it live: on a
 * slow link styles and figures' fonts come first, scripts share what is left of the line.
 */
function writePage(page: string): void {
  const file = join(client, `${page}.html`);
  const fonts = shellOf(manifest, `${page}.html`)
    .filter((name) => name.endsWith(".woff2"))
    .map(
      (name) => `<link rel="preload" href="/${name}" as="font" type="font/woff2" crossorigin />`,
    );
  const source = readFileSync(file, "utf8");
  const styles = source.match(STYLESHEET) ?? [];
  const first = [...styles.map((link) => link.trim()), ...fonts];
  const html = source
    .replace(STYLESHEET, "")
    .replace(/<(script type="module"|link rel="modulepreload") /gu, '<$1 fetchpriority="low" ')
    .replace('name="build" content=""', `name="build" content="${buildId}"`)
    .replace("</title>", `</title>\n    ${first.join("\n    ")}`);
  writeFileSync(file, html);
}

function writeWorker(): void {
  const files = shellOf(manifest, "phone.html", { lazyToo: true }).map((name) => `/${name}`);
  const shell = ["/icons/icon.svg", "/manifest.webmanifest", ...files];
  const worker = readFileSync(join(web, "src/offline/sw.js"), "utf8")
    .replace("__BUILD__", buildId)
    .replace("__SHELL__", JSON.stringify(shell));
  writeFileSync(join(client, "sw.js"), worker);
}
