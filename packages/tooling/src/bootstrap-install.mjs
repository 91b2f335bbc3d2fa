import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { runToEnd } from "./bootstrap-run.mjs";
import { oneAtATime } from "./one-at-a-time.mjs";

/**
 * Installs exactly what package-lock.json says, when node_modules is not already that.
 * @param {string} root the repository
 * @throws {Error} in Chinese when npm is missing or fails
 */
export async function ensureInstalled(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  const hash = createHash("sha256").update(lock).digest("hex");
  const stamp = join(root, "node_modules/.diaodu-lock");
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, "utf8") === hash;
  if (isInstalled()) return;
  await oneAtATime(root, async () => {
    if (isInstalled()) return;
    if (!matchesLock(root, JSON.parse(lock.toString("utf8")))) {
      const first = !existsSync(join(root, "node_modules"));
      console.log(
        first ? "首次运行，正在安装依赖（npm ci）……" : "依赖有变化，正在重新安装（npm ci）……",
      );
      await install(root);
    }
    writeFileSync(stamp, hash);
  });
}

/** Whether npm (run by hand, say) has already put there every package that the lock names. */
function matchesLock(root, lock) {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  const present = JSON.parse(readFileSync(record, "utf8")).packages;
  return Object.entries(lock.packages).every(([path, entry]) => {
    if (path === "") return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

async function install(root) {
  const [program, ...before] = npm();
  const inside = process.execPath.startsWith(join(root, "node_modules") + sep);
  // `npm ci` empties node_modules, and Windows keeps a running program's file.
  const how = process.platform === "win32" && inside ? "install" : "ci";
  const options = { cwd: root, shell: process.platform === "win32" && before.length === 0 };
  let code;
  try {
    code = await runToEnd(
      program,
      [...before, how, "--no-audit", "--no-fund", "--loglevel=error"],
      options,
    );
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    throw new Error("找不到 npm。它随 Node.js 一起安装：https://nodejs.org/zh-cn/download", {
      cause: error,
    });
  }
  if (code !== 0) {
    throw new Error(
      `安装依赖失败（npm ${how} 退出码 ${code}）。请检查网络或 npm 镜像设置，然后重试。`,
    );
  }
}

/** The npm that started us, with the Node it runs on; by name when started without npm. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script !== undefined && node !== undefined && existsSync(script)) return [node, script];
  return ["npm"];
}
