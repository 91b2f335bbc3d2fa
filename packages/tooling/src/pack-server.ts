import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { neededPackages } from "./installed-packages.ts";

const SERVER = "apps/server";
const PAGES = "apps/web/dist";
/** Of a workspace: what runs and what an operator reads; no tests, no build output. */
const SHIPPED = ["package.json", "src", "data", "deploy", "README.md"];
const TEST = /\.test\.tsx?$/u;
/** What a site keeps beside the files of deployment, secrets among it, and a server's own database. */
const SITE = /deploy\/(?:.*\.(?:password|env)|tls)$|^apps\/server\/data$/u;

/** What is packed, for whoever prints it. */
export interface Packed {
  readonly version: string;
  readonly packages: number;
}

/**
 * Lays out a server that runs by itself under `into`, from an installed and built checkout: the
 * server's sources, the built pages, every package that it needs at run time, and the Node that
 * runs it. Nothing is fetched, and nothing in it points outside.
 *
 * @param node the Node binary to put in; it decides the platform of the pack
 * @throws Error (Chinese) where `into` is not empty, pages are not built or packages not installed
 */
export function packServer(root: string, into: string, node: string): Packed {
  if (existsSync(into)) throw new Error(`${into} 已存在，请换一个目录或先删除它`);
  if (!existsSync(join(root, PAGES, "client")))
    throw new Error("网页尚未构建，请先执行 npm run build");
  const needed = neededPackages(join(root, SERVER));
  const modules = `node_modules${sep}`;
  for (const folder of needed) {
    const path = relative(root, folder);
    if (path.startsWith("..")) throw new Error(`${folder} 不在 ${root} 中，不能打包`);
    if (path.startsWith(modules)) copyPackage(folder, join(into, path));
    else {
      copyWorkspace(root, path, into);
      linkWorkspace(into, path);
    }
  }
  cpSync(join(root, PAGES), join(into, PAGES), { recursive: true });
  for (const name of ["LICENSE", "README.md"]) cpSync(join(root, name), join(into, name));
  const { version } = manifestOf(root);
  writeFileSync(
    join(into, "package.json"),
    `${JSON.stringify({ name: "diaodu", version, private: true, type: "module" }, null, 2)}\n`,
  );
  mkdirSync(join(into, "bin"));
  cpSync(node, join(into, "bin/node"), { dereference: true });
  chmodSync(join(into, "bin/node"), 0o755);
  writeStarter(join(into, "bin/diaodu"), "main.ts");
  writeStarter(join(into, "bin/diaodu-cli"), "cli.ts", AS_THE_SERVICE);
  writeStarter(join(into, "bin/diaodu-ready"), "ready.ts");
  letOthersRead(into);
  return { version, packages: needed.length };
}

/** A package of others as it is, but for packages nested in it that are not needed themselves. */
function copyPackage(from: string, to: string): void {
  const nested = join(from, "node_modules");
  cpSync(from, to, { recursive: true, filter: (path) => path !== nested });
}

/** Whether what stands at `path`, from the root and with `/`, goes into the pack. */
export function isShipped(path: string): boolean {
  return !TEST.test(path) && !SITE.test(path);
}

function copyWorkspace(root: string, workspace: string, into: string): void {
  for (const name of SHIPPED) {
    const from = join(root, workspace, name);
    if (!existsSync(from)) continue;
    cpSync(from, join(into, workspace, name), {
      recursive: true,
      filter: (path) => isShipped(relative(root, path).split(sep).join("/")),
    });
  }
}

/** Node finds a workspace by its name through a link, as npm lays it. */
function linkWorkspace(into: string, path: string): void {
  const { name } = manifestOf(join(into, path));
  const link = join(into, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), join(into, path)), link);
}

/**
 * A command works on the database of the service: with its settings, in its folder unless another is
 * set, and as its user, because what root writes there the service could not open.
 */
const AS_THE_SERVICE = `data=/var/lib/diaodu
settings=/etc/diaodu/diaodu.env
if [ "$(id -u)" = 0 ]; then
  owner=$(stat -c %U "$data" 2>/dev/null || echo root)
  case $owner in root | UNKNOWN) ;; *) PATH=$PATH:/usr/sbin:/sbin exec runuser -u "$owner" -- "$0" "$@" ;; esac
fi
if [ -d "$data" ]; then
  grep -qs '^DIAODU_DATA_DIR=' "$settings" || export DIAODU_DATA_DIR="\${DIAODU_DATA_DIR:-$data}"
  exec "$here/bin/node" --env-file-if-exists="$settings" "$program" "$@"
fi
`;

function writeStarter(file: string, program: string, before = ""): void {
  const script = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")/.." && pwd)
program="$here/${SERVER}/src/${program}"
${before}exec "$here/bin/node" "$program" "$@"
`;
  writeFileSync(file, script);
  chmodSync(file, 0o755);
}

/** Whoever packed under a narrow umask made files that the service's user could not read. */
function letOthersRead(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const runs = entry.isDirectory() || (statSync(path).mode & 0o100) !== 0;
    chmodSync(path, runs ? 0o755 : 0o644);
  }
  chmodSync(folder, 0o755);
}

function manifestOf(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name: string;
    version: string;
  };
}
