import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const OLDEST_MACHINE = [20, 19];
const RUNTIME = 24;
const DOWNLOAD = "请安装 Node.js 24 LTS：https://nodejs.org/zh-cn/download";

/**
 * The Node that installs must be 20.19 or newer (as our packages ask).
 * @param {string} version as `process.versions.node`
 * @throws {Error} in Chinese, with what to do
 */
export function checkMachineNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const fits =
    major > OLDEST_MACHINE[0] || (major === OLDEST_MACHINE[0] && minor >= OLDEST_MACHINE[1]);
  if (!fits) {
    throw new Error(
      `Node.js 版本过低：需要 ${OLDEST_MACHINE.join(".")} 或更高，本机是 ${version}。${DOWNLOAD}`,
    );
  }
}

/**
 * The Node 24 that the product runs on: the one locked in package-lock.json, else this very
 * process when it is new enough.
 * @param {string} root the repository
 * @returns {string} path of the program
 * @throws {Error} in Chinese, with what to do
 */
export function pinnedNode(root) {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const platform = process.platform === "win32" ? "win" : process.platform;
  const locked = join(root, "node_modules", `node-${platform}-${process.arch}`, "bin", name);
  if (existsSync(locked)) {
    if (process.execPath === locked) return locked;
    // On a system with another C library (Alpine) the file is there but does not run.
    const tried = spawnSync(locked, ["--version"], { encoding: "utf8" });
    if (tried.status === 0) return locked;
  }
  if (Number(process.versions.node.split(".")[0]) >= RUNTIME) return process.execPath;
  throw new Error(
    `本程序运行在 Node.js ${RUNTIME} 上，没有适用于 ${process.platform}-${process.arch} 的内置版本，` +
      `本机是 ${process.versions.node}。${DOWNLOAD}，然后重试。`,
  );
}
