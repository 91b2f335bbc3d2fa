import type { ChildProcess } from "node:child_process";

/** Ends it with us, however we end: no test or bench leaves a process behind. */
export function tied<Child extends ChildProcess>(child: Child): Child {
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  return child;
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Sends the signal and resolves when the process is gone; by force after thirty seconds. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const force = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await gone;
  clearTimeout(force);
}

/** The environment of a person at a terminal: nothing of this run or of another installation. */
export function ownEnvironment(own: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  const foreign = /^(DIAODU_.*|PORT|DATA_DIR|DATABASE_URL|NODE_OPTIONS|NODE_ENV|VITEST.*|npm_.*)$/i;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    ...own,
  };
}
