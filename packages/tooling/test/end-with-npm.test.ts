import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";

const url = (name: string) => JSON.stringify(new URL(`../src/${name}`, import.meta.url).href);

/** As the bootstrap on a Node that cannot become another program: it stays beside what it runs. */
const BESIDE = `
  import ${url("end-with-npm.mjs")};
  import { runToEnd } from ${url("bootstrap-run.mjs")};
  const program = "console.log(process.ppid, process.pid); setInterval(() => {}, 1000)";
  process.exitCode = await runToEnd(process.execPath, ["--eval", program], {});
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

it("what npm started ends when npm's shell is ended, and so does what stands between them", async () => {
  const script = '"$0" --input-type=module --eval "$1"; true';
  const shell = spawn("sh", ["-c", script, process.execPath, BESIDE], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const said = await new Promise<string>((resolve) => {
    shell.stdout.setEncoding("utf8").once("data", resolve);
  });
  const pids = said.trim().split(" ").map(Number);
  try {
    expect(pids.map(isAlive)).toEqual([true, true]);
    shell.kill("SIGTERM");
    const deadline = performance.now() + 20_000;
    while (pids.some(isAlive) && performance.now() < deadline) await pause(50);
    expect(pids.map(isAlive)).toEqual([false, false]);
  } finally {
    for (const pid of pids.filter(isAlive)) process.kill(pid, "SIGKILL");
  }
});
