import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { isDebian, unpackPackage } from "./apt.ts";
import { pathFolders, runnable } from "./runnable.ts";
import { root } from "./repository.ts";

/** A program that tests run and that npm does not bring. */
interface Wanted {
  /** Debian's package that carries it. */
  readonly debian: string;
  /** Where it stands in that package; its whole folder is kept with `folder`. */
  readonly file: string;
  readonly folder?: true;
  /** What to do where nothing can be fetched, in Chinese. */
  readonly advice: string;
}

const PROGRAMS = {
  nginx: {
    debian: "nginx",
    file: "usr/sbin/nginx",
    advice: "macOS：brew install nginx",
  },
  promtool: {
    debian: "prometheus",
    file: "usr/bin/promtool",
    advice: "其他系统：从 Prometheus 发行包中取出 promtool，放到 PATH 中",
  },
} as const satisfies Record<string, Wanted>;

export type SystemProgram = keyof typeof PROGRAMS;
export const SYSTEM_PROGRAMS = Object.keys(PROGRAMS) as SystemProgram[];

/** Often not on the PATH of somebody who is not root. */
const USUAL_PLACES = ["/usr/local/sbin", "/usr/sbin", "/opt/homebrew/bin", "/usr/local/bin"];

/** Kept between runs; away with `node_modules`. */
const CACHE = join(root, "node_modules/.cache/diaodu/programs");

/**
 * The path of a program: what NGINX_PATH or PROMTOOL_PATH names, else one on PATH or in a usual
 * place, else the one unpacked earlier. `undefined` when there is none.
 *
 * @throws Error (Chinese) when the variable names nothing that can be run
 */
export function findSystemProgram(
  name: SystemProgram,
  environment: NodeJS.ProcessEnv = process.env,
  places: readonly string[] = USUAL_PLACES,
  cache = CACHE,
): string | undefined {
  const variable = `${name.toUpperCase()}_PATH`;
  const told = environment[variable];
  if (told !== undefined && told !== "") {
    if (!runnable(told)) throw new Error(`${variable} 指向的程序不能运行：${told}`);
    return told;
  }
  return [...pathFolders(environment), ...places]
    .map((folder) => join(folder, name))
    .concat(unpackedProgram(PROGRAMS[name], cache))
    .find(runnable);
}

/**
 * The path of a program, unpacked from Debian's package where this system has none: nothing is
 * installed and no service is started.
 *
 * @throws Error (Chinese) saying exactly what to do otherwise
 */
export function ensureSystemProgram(name: SystemProgram): string {
  const found = findSystemProgram(name);
  if (found !== undefined) return found;
  const { debian, advice } = PROGRAMS[name];
  const words =
    `测试需要 ${name}，本机没有找到。\n` +
    `  Debian/Ubuntu：sudo apt-get update && sudo apt-get install -y ${debian}\n` +
    `  ${advice}\n  已装在别处：设环境变量 ${name.toUpperCase()}_PATH=<程序的路径>`;
  if (!isDebian()) throw new Error(words);
  try {
    return fetchProgram(PROGRAMS[name]);
  } catch (error) {
    throw new Error(`${words}\n${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/**
 * Unpacks a Debian package with the libraries that this system lacks, and keeps of it the program.
 * Answers the path to run.
 *
 * @throws Error (Chinese) with what apt-get said, or when the package does not carry the program
 */
export function fetchProgram(wanted: Omit<Wanted, "advice">, cache = CACHE): string {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "unpacking-"));
  try {
    console.log(`正在取得 ${basename(wanted.file)}（Debian 软件包 ${wanted.debian}，只解包）……`);
    unpackPackage(wanted.debian, work);
    if (!runnable(join(work, wanted.file))) {
      throw new Error(`Debian 软件包 ${wanted.debian} 中没有 ${wanted.file}`);
    }
    const kept = join(work, "kept");
    const taken = wanted.folder === true ? dirname(wanted.file) : wanted.file;
    cpSync(join(work, taken), join(kept, taken), { recursive: true, verbatimSymlinks: true });
    const libraries = keepLibraries(work, kept);
    if (libraries.length > 0)
      wrapPrograms(join(kept, dirname(wanted.file)), cacheOf(wanted, cache), libraries);
    moveInto(kept, cacheOf(wanted, cache));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return unpackedProgram(wanted, cache);
}

/** Where {@link fetchProgram} leaves the program. */
function unpackedProgram(wanted: Pick<Wanted, "debian" | "file">, cache: string): string {
  return join(cacheOf(wanted, cache), wanted.file);
}

function cacheOf(wanted: Pick<Wanted, "debian">, cache: string): string {
  return join(cache, wanted.debian);
}

/** Copies the shared libraries that came along; answers their folders, from the package's root. */
function keepLibraries(work: string, kept: string): string[] {
  const folders = ["usr/lib", "lib"].flatMap((lib) =>
    existsSync(join(work, lib))
      ? readdirSync(join(work, lib))
          .map((name) => join(lib, name))
          .filter((folder) => folder.endsWith("-linux-gnu"))
      : [],
  );
  for (const folder of folders) {
    cpSync(join(work, folder), join(kept, folder), { recursive: true, verbatimSymlinks: true });
  }
  return folders;
}

/** Puts before every program a line that says where its libraries are. */
function wrapPrograms(folder: string, home: string, libraries: readonly string[]): void {
  const path = libraries.map((library) => join(home, library)).join(":");
  for (const name of readdirSync(folder)) {
    const real = join(folder, name);
    if (!runnable(real)) continue;
    renameSync(real, `${real}.real`);
    writeFileSync(
      real,
      `#!/bin/sh\nLD_LIBRARY_PATH='${path}' exec "$(dirname "$0")/${name}.real" "$@"\n`,
    );
    chmodSync(real, 0o755);
  }
}

/** Another process may have been faster: its copy is as good. */
function moveInto(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST" && code !== "ENOTEMPTY") throw error;
  }
}
