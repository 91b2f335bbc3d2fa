import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** A server that is not ready after this, on a machine that does other things too, never will be. */
const PATIENCE_MS = 100_000;

/** The server's program while it runs. */
interface ServerProcess {
  /** Waits until `ready` says so. @throws Error with what the program said when it ends before */
  until(ready: () => Promise<boolean>): Promise<void>;
  /** The last of what the program has written so far. */
  said(): string;
  /** Its exit code; null while it runs, or when a signal ended it. */
  status(): number | null;
  /** Sends the signal and waits until the program is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Settings of the installation under test; `null` keys of the machine's own do not reach it. */
export function settings(own: {
  data: string;
  /** The database, where it is not the embedded one in `data`. */
  databaseUrl?: string;
  port: number;
  /** Whether the board is for everybody who finds it; it is unless told. */
  access?: "open" | "closed";
}): NodeJS.ProcessEnv {
  const foreign = /^(DIAODU_.*|PORT|DATA_DIR|DATABASE_URL|NODE_OPTIONS|NODE_ENV|VITEST.*)$/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    DIAODU_DATA_DIR: own.data,
    ...databaseSetting(own.databaseUrl),
    DIAODU_HOST: "127.0.0.1",
    DIAODU_PORT: String(own.port),
    DIAODU_LOG_LEVEL: "warn",
    DIAODU_ACCESS: own.access ?? "open",
  };
}

/** The embedded database is found by its folder; its address is none that the program takes. */
export function databaseSetting(url: string | undefined): { DIAODU_DATABASE_URL?: string } {
  return url === undefined || url.startsWith("file:") ? {} : { DIAODU_DATABASE_URL: url };
}

/**
 * Starts the server's program as a person would; it ends with us at the latest.
 *
 * @param hear gets all that the program writes, as it comes
 */
export function startProcess(
  flags: readonly string[],
  environment: NodeJS.ProcessEnv,
  hear: (words: string) => void = () => undefined,
) {
  const child = spawn(process.execPath, ["apps/server/src/main.ts", ...flags], {
    cwd: ROOT,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (words: string) => {
      said = (said + words).slice(-4000);
      hear(words);
    });
  }
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));

  const running: ServerProcess = {
    async until(ready) {
      const deadline = performance.now() + PATIENCE_MS;
      while (!(await ready().catch(() => false))) {
        if (hasEnded(child)) throw new Error(`The server ended:\n${said}`);
        if (performance.now() > deadline) throw new Error(`The server is not ready:\n${said}`);
        await pause(50);
      }
    },
    said: () => said,
    status: () => child.exitCode,
    async end(signal) {
      if (hasEnded(child)) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      await gone;
    },
  };
  return running;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Makes an API key with the command line, beside the running server; the secret. */
export function createKey(environment: NodeJS.ProcessEnv): string {
  const made = spawnSync(
    process.execPath,
    ["apps/server/src/cli.ts", "api-key", "create", "--name", "统计局"],
    { cwd: ROOT, env: environment, encoding: "utf8" },
  );
  const secret = made.stdout.trim().split("\n").at(-1);
  if (made.status !== 0 || secret === undefined || secret === "") {
    throw new Error(`The key was not made:\n${made.stdout}${made.stderr}`);
  }
  return secret;
}
