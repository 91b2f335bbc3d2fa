import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const MODULE = new URL("../src/one-at-a-time.mjs", import.meta.url).href;

/** Notes that it began, looks away for a while, and notes that it ended. */
const WORK = `
  import { appendFileSync } from "node:fs";
  import { setTimeout as pause } from "node:timers/promises";
  import { oneAtATime } from ${JSON.stringify(MODULE)};
  const [root] = process.argv.slice(1);
  await oneAtATime(root, async () => {
    appendFileSync(root + "/log", process.pid + " begins\\n");
    await pause(50);
    appendFileSync(root + "/log", process.pid + " ends\\n");
    if (process.env.FAILS) throw new Error("no network");
  });
`;

describe("what prepares a checkout", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "diaodu-alone-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const args = () => ["--input-type=module", "--eval", WORK, root];
  const run = (): Promise<number | null> =>
    new Promise((resolve) => {
      spawn(process.execPath, args(), { stdio: "ignore" }).once("exit", resolve);
    });
  const lines = () => readFileSync(join(root, "log"), "utf8").trim().split("\n");

  async function expectInTurn(count: number): Promise<void> {
    expect(await Promise.all(Array.from({ length: count }, run))).toEqual(Array(count).fill(0));
    const said = lines().map((line) => line.split(" "));
    expect(said).toHaveLength(2 * count);
    for (let at = 0; at < said.length; at += 2) {
      const [pid] = said[at] ?? [];
      expect(said.slice(at, at + 2)).toEqual([
        [pid, "begins"],
        [pid, "ends"],
      ]);
    }
    expect(readdirSync(root)).toEqual(["log"]);
  }

  it("does it one process after the other, and leaves nothing behind", () => expectInTurn(6));

  it("takes over from one that died", async () => {
    const { pid } = spawnSync(process.execPath, ["--version"]);
    writeFileSync(join(root, ".preparing"), String(pid));
    await expectInTurn(4);
  });

  it("waits for one that lives, and says so", async () => {
    const path = join(root, ".preparing");
    writeFileSync(path, String(process.pid));
    const waiting = spawn(process.execPath, args(), { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => waiting.once("exit", resolve));
    const said = await new Promise((resolve) => {
      waiting.stdout.setEncoding("utf8").once("data", resolve);
    });
    expect(said).toContain("另一个命令正在安装或构建");
    expect(existsSync(join(root, "log"))).toBe(false);
    rmSync(path);
    expect(await ended).toBe(0);
    expect(lines()).toHaveLength(2);
  });

  it("gives the turn back where it fails", () => {
    const env = { ...process.env, FAILS: "1" };
    const failed = spawnSync(process.execPath, args(), { env, encoding: "utf8" });
    expect(failed.status).toBe(1);
    expect(failed.stderr).toContain("no network");
    expect(readdirSync(root)).toEqual(["log"]);
  });
});
