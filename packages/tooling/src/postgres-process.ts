import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { runStatement } from "./postgres-query.ts";

/** The user that initdb makes. */
export const SUPERUSER = "postgres";

/** As whom and where a server runs. */
export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

/** Settings from the caller's shell (PGDATA, PGPORT, LC_ALL) must not reach this server. */
export function serverEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env["PATH"] ?? "", HOME: home, LC_ALL: "C", TZ: "UTC" };
}

/** Runs a program to its end and returns what it printed. @throws Error with all it said */
export function run(command: string, args: readonly string[], options: ChildOptions): string {
  const result = spawnSync(command, args, { ...options, encoding: "utf8" });
  if (result.error !== undefined) throw result.error;
  if (result.status !== 0) throw new Error(`${command} failed:\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

/** A server that answered once. */
export interface Running {
  /** Sends the signal to the server alone and waits until it has ended. */
  end(signal: NodeJS.Signals): Promise<void>;
  /** Sends the signal to the server and all it has started, as when the machine's power goes. */
  signalAll(signal: NodeJS.Signals): void;
}

/** Starts a server and waits until it answers. @throws Error with the server's own log */
export async function launch(
  command: string,
  args: readonly string[],
  options: ChildOptions,
  socketFile: string,
): Promise<Running> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const server = spawn(command, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    const log = keepTail(server);
    const gone = new Promise<void>((resolve) => {
      server.once("exit", () => resolve());
      server.once("error", () => resolve());
    });
    const endWithUs = (): void => void server.kill("SIGQUIT");
    process.once("exit", endWithUs);
    void gone.then(() => process.off("exit", endWithUs));
    while (server.exitCode === null && server.signalCode === null && server.pid !== undefined) {
      try {
        await runStatement(socketFile, SUPERUSER, "postgres", "SELECT 1");
        return {
          end: async (signal) => {
            server.kill(signal);
            await gone;
          },
          signalAll: (signal) => {
            const children = childrenOf(server.pid);
            server.kill(signal);
            for (const child of children) sendTo(child, signal);
          },
        };
      } catch {
        if (Date.now() > deadline) {
          server.kill("SIGQUIT");
          break;
        }
        await pause(20);
      }
    }
    await gone;
    // After a crash the old server's children may still hold the data for a moment.
    if (Date.now() > deadline || !/still in use|lock file/.test(log())) {
      throw new Error(`PostgreSQL did not start:\n${log()}`);
    }
    await pause(200);
  }
}

function keepTail(server: ChildProcess): () => string {
  let tail = "";
  server.stderr?.setEncoding("utf8").on("data", (text: string) => {
    tail = (tail + text).slice(-8000);
  });
  server.once("error", (error) => {
    tail += error.message;
  });
  return () => tail;
}

/** Each server process leads a group of its own, so they are found by their parent. */
function childrenOf(pid: number | undefined): number[] {
  const list = `/proc/${pid}/task/${pid}/children`;
  // Elsewhere they end by themselves, a moment after their parent.
  if (!existsSync(list)) return [];
  return readFileSync(list, "utf8").split(" ").filter(Boolean).map(Number);
}

function sendTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
