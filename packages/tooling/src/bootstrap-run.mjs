import { spawn } from "node:child_process";

/**
 * Runs a program in our terminal, passes signals on, and resolves with its exit code. When a
 * signal ended it, the same signal ends us.
 * @param {string} program
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} options
 * @returns {Promise<number>}
 */
export function runToEnd(program, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: "inherit" });
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
