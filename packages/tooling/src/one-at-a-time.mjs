import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Lies in the repository itself: `npm ci` empties node_modules. */
const FILE = ".preparing";
const LOOK_MS = 200;

/**
 * Does `work` while no other process does such work on this checkout: of two commands on a fresh
 * clone one installs and builds, and the other finds it done. What a process that died has left is
 * taken over.
 * @template T
 * @param {string} root the repository
 * @param {() => T | Promise<T>} work is to look first whether another has done it meanwhile
 * @returns {Promise<T>}
 */
export async function oneAtATime(root, work) {
  const path = join(root, FILE);
  let told = false;
  while (!take(path)) {
    if (clearDead(path)) continue;
    if (!told) console.log(`另一个命令正在安装或构建，等它做完……（若没有，请删去 ${FILE}）`);
    told = true;
    await pause(LOOK_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** Puts our number there; false where another's is. */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  }
}

/** Takes away what a dead process left; false where its owner lives, or another is about it. */
function clearDead(path) {
  const owner = ownerOf(path);
  if (owner === null) return true;
  const heir = `${path}-${owner}`;
  if (isAlive(owner) || !take(heir)) return false;
  // Only its one heir removes it, so what is still there now stays until we do.
  if (ownerOf(path) === owner) rmSync(path);
  rmSync(heir);
  return true;
}

/** Null where nobody has it; 0, which stands for ourselves to the system, while it is being written. */
function ownerOf(path) {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
