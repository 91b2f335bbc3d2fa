import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

/** Whether this system takes its software from Debian packages. */
export function isDebian(): boolean {
  return process.platform === "linux" && existsSync("/etc/debian_version");
}

/** Whether this process may install Debian packages for the whole system. */
export function mayInstall(): boolean {
  return isDebian() && process.getuid?.() === 0;
}

/**
 * Installs packages for the whole system. Not for what starts a service of its own.
 * @throws Error (Chinese) with what apt-get said
 */
export function install(packages: readonly string[]): void {
  console.log(`正在安装 ${packages.join("、")}（apt-get）……`);
  apt(["update"]);
  apt(["install", "-y", "--no-install-recommends", ...packages]);
}

/**
 * Unpacks a package, and whatever it needs that this system lacks, under `folder`: nothing is
 * installed, no script of a package runs, and no rights are needed.
 * @throws Error (Chinese) with what apt-get or dpkg-deb said
 */
export function unpackPackage(name: string, folder: string): void {
  const debs = join(folder, "debs");
  mkdirSync(debs, { recursive: true });
  // Lists of our own are fetched only when those of the system lack the package or are outdated.
  const own = ownLists(folder);
  try {
    download(name, debs, []);
  } catch {
    apt([...own, "update"]);
    download(name, debs, own);
  }
  const script = 'for deb in "$1"/*.deb; do dpkg-deb -x "$deb" "$2" || exit 1; done';
  run("sh", ["-c", script, "sh", debs, folder]);
}

function download(name: string, debs: string, options: readonly string[]): void {
  const plan = apt([...options, "install", "-s", "--no-install-recommends", name]);
  const missing = [...plan.matchAll(/^Inst (\S+)/gmu)].map((found) => found[1] ?? name);
  apt([...options, "download", ...new Set([name, ...missing])], debs);
}

function ownLists(folder: string): string[] {
  const lists = join(folder, "lists");
  const cache = join(folder, "cache");
  for (const made of [join(lists, "partial"), join(cache, "archives/partial")]) {
    mkdirSync(made, { recursive: true });
  }
  return ["-o", `Dir::State::lists=${lists}`, "-o", `Dir::Cache=${cache}`];
}

function apt(args: readonly string[], cwd?: string): string {
  // Without the sandbox's user, root may write where that user could not.
  return run("apt-get", ["-o", "APT::Sandbox::User=root", ...args], cwd);
}

function run(program: string, args: readonly string[], cwd?: string): string {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const result = spawnSync(program, args, { env, encoding: "utf8", ...(cwd && { cwd }) });
  if (result.status === 0) return result.stdout;
  const said = result.error?.message ?? `${result.stdout}${result.stderr}`.slice(-2000);
  throw new Error(`${program} ${args.join(" ")} 失败：\n${said}`);
}
