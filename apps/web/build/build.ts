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
const STYLESHEET = /^\s*<link rel="stylesheet"[^>]* href="\/([^"]+)">\n/gmu;
const BOARD_PAGES = ["wall", "phone", "meeting"] as const;
/** Drawn by the browser alone; their styles stay in files. */
const OFFICE_PAGES = ["office", "sign-in", "pairing"] as const;
const PAGES = [...BOARD_PAGES, ...OFFICE_PAGES];

process.chdir(web);
await build({ logLevel: "warn" });
await build({ logLevel: "warn", mode: "office" });
await build({ logLevel: "warn", build: { ssr: true } });

const manifest = JSON.parse(readFileSync(join(client, ".vite/manifest.json"), "utf8")) as Manifest;

const buildId = identify();
for (const page of BOARD_PAGES) writePage(page);
for (const page of OFFICE_PAGES) nameBuild(page);
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
 * Puts the build's name and its styles into the page: a style that must be asked for first delays
 * every word by a round trip. Figures' fonts are asked for when a figure is laid out: it can be read
 * without them, and scripts that make the page live need the line.
 */
function writePage(page: string): void {
  const file = join(client, `${page}.html`);
  const source = readFileSync(file, "utf8");
  // The page's own rules come last: they are written to win over the shared ones.
  const styles = [...source.matchAll(STYLESHEET)]
    .map(([, name = ""]) => name)
    .sort((a, b) => Number(isOwn(a, page)) - Number(isOwn(b, page)))
    .map((name) => readFileSync(join(client, name), "utf8").trim())
    .join("");
  // A function, because `$` in a style must stay what it is.
  const html = source
    .replace(STYLESHEET, "")
    .replace('name="build" content=""', `name="build" content="${buildId}"`)
    .replace("</title>", () => `</title>\n    <style>${styles}</style>`)
    .replace("</head>", `${laterScripts(page)}</head>`);
  writeFileSync(file, html);
}

function nameBuild(page: string): void {
  const file = join(client, `${page}.html`);
  const source = readFileSync(file, "utf8");
  writeFileSync(
    file,
    source.replace('name="build" content=""', `name="build" content="${buildId}"`),
  );
}

function isOwn(file: string, page: string): boolean {
  return file.startsWith(`assets/${page}-`);
}

/**
 * What a page asks for later is fetched with it, behind everything else: a wall that loses its
 * server must not lack the script of its charts. A phone loads such parts when they are wanted.
 */
function laterScripts(page: string): string {
  if (page !== "wall") return "";
  const name = `${page}.html`;
  const atOnce = new Set(shellOf(manifest, name));
  return shellOf(manifest, name, { lazyToo: true })
    .filter((file) => file.endsWith(".js") && !atOnce.has(file))
    .map(
      (file) => `  <link rel="modulepreload" fetchpriority="low" crossorigin href="/${file}">\n  `,
    )
    .join("");
}

function writeWorker(): void {
  // Styles came with the page.
  const files = shellOf(manifest, "phone.html", { lazyToo: true })
    .filter((name) => !name.endsWith(".css"))
    .map((name) => `/${name}`);
  const shell = ["/icons/icon.svg", "/manifest.webmanifest", ...files];
  const worker = readFileSync(join(web, "src/offline/sw.js"), "utf8")
    .replace("__BUILD__", buildId)
    .replace("__SHELL__", JSON.stringify(shell));
  writeFileSync(join(client, "sw.js"), worker);
}
