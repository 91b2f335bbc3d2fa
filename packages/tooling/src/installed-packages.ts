import { existsSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Every folder under `root`'s node_modules and workspaces that the package in `start` needs to run:
 * its dependencies, theirs, and so on, as Node finds them. What is optional and not there is left
 * out; development's own is never looked at. Absolute paths of the real folders.
 *
 * @throws Error (Chinese) for one that is needed and not installed
 */
export function neededPackages(start: string): string[] {
  const found = new Set<string>();
  const waiting = [realpathSync(start)];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (found.has(folder)) continue;
    found.add(folder);
    const read = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    for (const name of Object.keys(read.dependencies ?? {})) {
      const needed = find(name, folder);
      if (needed !== null) waiting.push(needed);
      else if (read.optionalDependencies?.[name] === undefined) {
        throw new Error(`没有安装 ${name}（${folder} 需要它），请先执行 npm ci`);
      }
    }
    for (const name of Object.keys({ ...read.optionalDependencies, ...read.peerDependencies })) {
      const there = find(name, folder);
      if (there !== null) waiting.push(there);
    }
  }
  return [...found];
}

/** The folder of a package as Node finds it from `from`; null where it is nowhere. */
function find(name: string, from: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, "node_modules", name);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
    if (folder === dirname(folder)) return null;
  }
}
