import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, parse } from "node:path";
import { findPostgres, type PostgresBinaries } from "./postgres-binaries.ts";
import { type ChildOptions, run, serverEnvironment, SUPERUSER } from "./postgres-process.ts";

/** PostgreSQL refuses to run as root; `nobody` owns nothing else. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/** A folder of its own in which servers can run: their programs, their user, their data. */
export interface PostgresGround {
  readonly folder: string;
  /** Folder holding `initdb` and `postgres`, readable for the servers' user. */
  readonly bin: string;
  readonly child: ChildOptions;
  readonly version: string;
  /** Makes an empty cluster in `data`: UTF-8, collation C, trust authentication. */
  makeCluster(data: string): void;
  /** Gives a folder to the servers' user. */
  own(folder: string): void;
  /** Removes all of it; done at the end of this process anyway. */
  remove(): void;
}

export function makeGround(binaries?: PostgresBinaries): PostgresGround {
  if (process.platform === "win32") {
    throw new Error("Windows 上请用 WSL 运行需要 PostgreSQL 的测试。");
  }
  const asRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(reachable(tmpdir()) ? tmpdir() : "/tmp", "diaodu-pg-"));
  const clear = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", clear);
  const remove = (): void => {
    process.off("exit", clear);
    clear();
  };
  try {
    chmodSync(folder, 0o700);
    if (asRoot) chownSync(folder, NOBODY.uid, NOBODY.gid);
    const found = binaries ?? findPostgres();
    const bin = asRoot && !reachable(found.bin) ? copyOf(found, folder) : found.bin;
    const child = { cwd: folder, env: serverEnvironment(folder), ...(asRoot ? NOBODY : {}) };
    const initdb = ["-A", "trust", "--locale=C", "--encoding=UTF8", "--no-sync"];
    return {
      folder,
      bin,
      child,
      version: run(join(bin, "postgres"), ["--version"], child).trim(),
      makeCluster: (data) =>
        void run(join(bin, "initdb"), ["-D", data, "-U", SUPERUSER, ...initdb], child),
      own: (path) => {
        if (asRoot) chownTree(path);
      },
      remove,
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Whether every folder on the way may be entered by any user. */
function reachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === parse(at).root) return true;
  }
}

/** A copy that `nobody` can read, inside the server's own folder. */
function copyOf(found: PostgresBinaries, folder: string): string {
  const copy = join(folder, "postgresql");
  cpSync(found.root, copy, { recursive: true, verbatimSymlinks: true });
  chownTree(copy);
  return join(copy, "bin");
}

function chownTree(folder: string): void {
  // `chown` walks 4,000 files faster than we would.
  run("chown", ["-R", `${NOBODY.uid}:${NOBODY.gid}`, folder], { cwd: folder, env: process.env });
}
