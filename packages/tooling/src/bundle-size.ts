import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { loadedBy, type Manifest } from "./bundle-manifest.ts";
import { root } from "./repository.ts";

interface Budget {
  readonly page: string;
  /** Most JavaScript, brotli-compressed, in kB of 1000. */
  readonly kilobytes: number;
  /** Counts what the page loads later, too: a wall draws its charts whatever happens. */
  readonly lazy: boolean;
  /** Whether ECharts is among what is counted: without it, a wall was not measured whole. */
  readonly charts: boolean;
}

const BUDGETS: readonly Budget[] = [
  { page: "phone", kilobytes: 95, lazy: false, charts: false },
  { page: "wall", kilobytes: 280, lazy: true, charts: true },
];

/** A string of ECharts that no minifier renames. */
const CHARTS = "_echarts_instance_";

const client = join(root, "apps/web/dist/client");
const path = join(client, ".vite/manifest.json");
if (!existsSync(path)) throw new Error(`${path} is missing: run \`npm run build\` first`);
const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;

for (const { page, kilobytes, lazy, charts } of BUDGETS) {
  const scripts = loadedBy(manifest, page, { lazy }).map((file) =>
    readFileSync(join(client, file)),
  );
  const bytes = scripts.reduce((sum, script) => sum + brotli(script), 0);
  console.log(`${page}: ${(bytes / 1000).toFixed(1)} kB in ${scripts.length} files (${kilobytes})`);
  if (bytes > kilobytes * 1000) fail(`${page} loads more than ${kilobytes} kB of JavaScript`);
  const found = scripts.some((script) => script.includes(CHARTS));
  if (found !== charts) fail(charts ? `${page} has lost ECharts` : `${page} loads ECharts`);
}

function brotli(script: Buffer): number {
  return brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function fail(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
