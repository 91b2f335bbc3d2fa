import { spawn, spawnSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { end, hasEnded, ownEnvironment, tied } from "./child-process.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
/** A server that is not ready after this, on a machine that does other things too, never will be. */
const PATIENCE_MS = 100_000;

/** The server's program while it runs. */
interface ServerProcess {
  /**
   * Waits until `ready` says so, asked every so many milliseconds; 50 unless told.
   *
   * @throws Error with what the program said when it ends before, or is not ready in 100 seconds
   */
  until(ready: () => Promise<boolean>, everyMs?: number): Promise<void>;
  /** The last of what the program has written so far. */
  said(): string;
  /** Its exit code; null while it runs, or when a signal ended it. */
  status(): number | null;
  /** Sends the signal and waits until the program is gone; by force after thirty seconds. */
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
  return ownEnvironment({
    DIAODU_DATA_DIR: own.data,
    ...databaseSetting(own.databaseUrl),
    DIAODU_HOST: "127.0.0.1",
    DIAODU_PORT: String(own.port),
    DIAODU_LOG_LEVEL: "warn",
    DIAODU_ACCESS: own.access ?? "open",
  });
}

/** The embedded database is found by its folder; its address is none that the program takes. */
export function databaseSetting(url: string | undefined): { DIAODU_DATABASE_URL?: string } {
  return url === undefined || url.startsWith("file:") ? {} : { DIAODU_DATABASE_URL: url };
}

/**
 * Starts the server's program as a person would; it ends with us at the latest.
 *
 * @param o.hear gets all that the program writes, as it comes
 * @param o.program arguments to Node that start it; the server's own `main.ts` unless told
 */
export function startProcess(
  flags: readonly string[],
  environment: NodeJS.ProcessEnv,
  o: { readonly hear?: (words: string) => void; readonly program?: readonly string[] } = {},
) {
  const child = tied(
    spawn(process.execPath, [...(o.program ?? ["apps/server/src/main.ts"]), ...flags], {
      cwd: ROOT,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (words: string) => {
      said = (said + words).slice(-4000);
      o.hear?.(words);
    });
  }
  const running: ServerProcess = {
    async until(ready, everyMs = 50) {
      const deadline = performance.now() + PATIENCE_MS;
      while (!(await ready().catch(() => false))) {
        if (hasEnded(child)) throw new Error(`The server ended:\n${said}`);
        if (performance.now() > deadline) throw new Error(`The server is not ready:\n${said}`);
        await pause(everyMs);
      }
    },
    said: () => said,
    status: () => child.exitCode,
    end: (signal) => end(child, signal),
  };
  return running;
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
