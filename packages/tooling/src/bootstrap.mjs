// The one file behind every script of the root package.json. Plain JavaScript without
// dependencies: it runs on the machine's own Node, before anything is installed.
import { spawn } from "node:child_process";
import { dirname, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./bootstrap-install.mjs";
import { checkMachineNode, pinnedNode } from "./bootstrap-node.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** What each script runs under the pinned Node, in order; only the last gets the arguments. */
const COMMANDS = {
  start: [["packages/tooling/src/web-build.mjs"], ["apps/server/src/main.ts", "--demo"]],
  serve: [["packages/tooling/src/web-build.mjs"], ["apps/server/src/main.ts"]],
  cli: [["apps/server/src/cli.ts"]],
  test: [["packages/tooling/src/gate.ts"]],
  bench: [
    ["packages/tooling/src/web-build.mjs"],
    ["packages/tooling/src/prepare-browser.ts"],
    ["tests/bench/main.ts"],
  ],
  screenshots: [
    ["packages/tooling/src/web-build.mjs"],
    ["packages/tooling/src/prepare-browser.ts"],
    ["tests/screenshots/main.ts"],
  ],
};

async function main([name, ...rest]) {
  checkMachineNode(process.versions.node);
  if (!Object.hasOwn(COMMANDS, name ?? "")) {
    throw new Error(`用法：npm run <${Object.keys(COMMANDS).join("|")}> -- [参数]`);
  }
  ensureInstalled(root);
  const node = pinnedNode(root);
  const environment = { ...process.env, PATH: dirname(node) + delimiter + process.env.PATH };
  const steps = COMMANDS[name];
  for (const step of steps.slice(0, -1)) {
    const code = await runToEnd(node, step, environment);
    if (code !== 0) return code;
  }
  return becomeOrRun(node, [...steps.at(-1), ...rest], environment);
}

/**
 * Replaces this process where Node can do that: signals, exit code and terminal are then the
 * program's own. The Node of a first run may be too old for it, and Windows has no such thing.
 */
function becomeOrRun(node, args, environment) {
  if (process.platform === "win32" || typeof process.execve !== "function") {
    return runToEnd(node, args, environment);
  }
  process.chdir(root);
  process.execve(node, [node, ...args], environment);
}

/** Runs a program in our terminal, passes signals on, and resolves with its exit code. */
function runToEnd(node, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: root, env: environment, stdio: "inherit" });
    const forward = (signal) => {
      // A terminal sends Ctrl-C to the whole group already: twice would mean "at once".
      if (!(signal === "SIGINT" && process.stdin.isTTY)) child.kill(signal);
    };
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      for (const each of signals) process.off(each, forward);
      if (signal === null) resolve(code);
      else process.kill(process.pid, signal);
    });
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
