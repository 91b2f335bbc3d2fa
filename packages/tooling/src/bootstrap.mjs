// The one file behind every script of the root package.json. Plain JavaScript without
// dependencies: it runs on the machine's own Node, before anything is installed.
import { dirname, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./bootstrap-install.mjs";
import { checkMachineNode, pinnedNode } from "./bootstrap-node.mjs";
import { runToEnd } from "./bootstrap-run.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** What each script runs under the pinned Node, in order; only the last gets the arguments. */
const COMMANDS = {
  start: [["packages/tooling/src/web-build.mjs"], ["apps/server/src/main.ts", "--demo"]],
  serve: [["packages/tooling/src/web-build.mjs"], ["apps/server/src/main.ts"]],
  cli: [["apps/server/src/cli.ts"]],
  test: [["packages/tooling/src/gate.ts"]],
  bench: [
    ["packages/tooling/src/web-build.mjs"],
    ["packages/tooling/src/prepare.ts"],
    ["tests/bench/main.ts"],
  ],
  faults: [
    ["packages/tooling/src/web-build.mjs"],
    ["packages/tooling/src/prepare.ts"],
    ["tests/faults/main.ts"],
  ],
  soak: [
    ["packages/tooling/src/web-build.mjs"],
    ["packages/tooling/src/prepare.ts"],
    ["tests/soak/main.ts"],
  ],
  pack: [["packages/tooling/src/web-build.mjs"], ["packages/tooling/src/pack.ts"]],
  screenshots: [
    ["packages/tooling/src/web-build.mjs"],
    ["packages/tooling/src/prepare.ts"],
    ["tests/screenshots/main.ts"],
  ],
};

/** Only under npm: a server left in the background on purpose loses its parent, and stays. */
const BY_NPM = process.env.npm_lifecycle_event !== undefined && process.platform !== "win32";
const END_WITH_NPM = new URL("end-with-npm.mjs", import.meta.url).href;

async function main([name, ...rest]) {
  checkMachineNode(process.versions.node);
  if (!Object.hasOwn(COMMANDS, name ?? "")) {
    throw new Error(`用法：npm run <${Object.keys(COMMANDS).join("|")}> -- [参数]`);
  }
  if (BY_NPM) await import(END_WITH_NPM);
  await ensureInstalled(root);
  const node = pinnedNode(root);
  const environment = {
    // Most of a start is reading modules and taking their types away: the next one finds that done.
    NODE_COMPILE_CACHE: join(root, "node_modules/.cache/compiled"),
    ...process.env,
    PATH: dirname(node) + delimiter + process.env.PATH,
  };
  const steps = COMMANDS[name];
  for (const step of steps.slice(0, -1)) {
    const code = await runToEnd(node, step, { cwd: root, env: environment });
    if (code !== 0) return code;
  }
  const watching = BY_NPM ? ["--import", END_WITH_NPM] : [];
  return becomeOrRun(node, [...watching, ...steps.at(-1), ...rest], environment);
}

/**
 * Replaces this process where Node can do that: signals, exit code and terminal are then the
 * program's own. The Node of a first run may be too old for it, and Windows has no such thing.
 */
function becomeOrRun(node, args, environment) {
  if (process.platform === "win32" || typeof process.execve !== "function") {
    return runToEnd(node, args, { cwd: root, env: environment });
  }
  process.chdir(root);
  process.execve(node, [node, ...args], environment);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
