import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.ts";

/** A module is read in one sitting: half of them under 90 lines, nine in ten under 300. */
const BOUNDS = { median: 90, p90: 300, longest: 500 };

const modules = globSync("{packages,apps}/*/src/**/*.{ts,tsx,mjs}", { cwd: root })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, lines: readFileSync(join(root, path), "utf8").split("\n").length - 1 }))
  .toSorted((a, b) => a.lines - b.lines);

const at = (share: number): number =>
  modules[Math.min(modules.length - 1, Math.floor(modules.length * share))]?.lines ?? 0;
const found = { median: at(0.5), p90: at(0.9), longest: modules.at(-1)?.lines ?? 0 };
console.log(`${modules.length} modules; lines: ${JSON.stringify(found)}`);

const tooLong =
  found.median >= BOUNDS.median || found.p90 >= BOUNDS.p90 || found.longest > BOUNDS.longest;
if (tooLong || modules.length === 0) {
  console.error(`bounds: ${JSON.stringify(BOUNDS)}; the longest are`);
  for (const { path, lines } of modules.slice(-10)) console.error(`${lines}\t${path}`);
  process.exitCode = 1;
}
