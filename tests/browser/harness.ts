import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Board, ObservationInput, SubmissionAnswer } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PATIENCE_MS = 60_000;

/** The day of the demonstration on which every test stands: 上半年 is out, half the lights are red. */
export const DAY = "2020-07-20";
/** Figures that somebody enters here are stamped with this business instant. */
export const COMMITTED_AT = `${DAY}T15:59:59.999Z`;

/** The real program in a process of its own, over a data folder of its own. */
export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Ends it with this signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port over the same data, and waits until it is ready. */
  restart(): Promise<void>;
  board(): Promise<Board>;
  /** Hands figures in through the API. @throws Error with the server's answer when it refuses */
  post(...observations: ObservationInput[]): Promise<SubmissionAnswer>;
  /** Writes a figure into the database beside the server, as another program would; the new seq. */
  writeBeside(observation: ObservationInput): Promise<number>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

/** Starts the demonstration, standing still at the end of `DAY`, with an API key made by the CLI. */
export async function startDemo(): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-browser-"));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = ownEnvironment({
    DIAODU_DATA_DIR: data,
    DIAODU_HOST: "127.0.0.1",
    DIAODU_PORT: String(port),
    DIAODU_LOG_LEVEL: "warn",
  });
  const flags = ["--demo", "--paused"];
  let child = launch([...flags, "--jump", DAY], environment);
  const board = async (): Promise<Board> =>
    (await (await fetch(`${origin}/api/v1/board`)).json()) as Board;

  try {
    await until(child, async () => (await board()).clock.date === DAY);
    const secret = createKey(environment);
    return {
      port,
      origin,
      board,
      kill: (signal) => end(child, signal),
      async restart() {
        child = launch(flags, environment);
        await until(child, async () => (await fetch(`${origin}/readyz`)).ok);
      },
      async post(...observations) {
        const answer = await fetch(`${origin}/api/v1/observations`, {
          method: "POST",
          headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
          body: JSON.stringify({ observations }),
        });
        if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
        return (await answer.json()) as SubmissionAnswer;
      },
      async writeBeside(observation) {
        const storage = await openStorage({
          url: `file:${join(data, "diaodu.db")}`,
          now: () => new Date(COMMITTED_AT),
        });
        try {
          const result = await storage.submitObservations({
            items: [observation],
            reportedBy: "另一个程序",
            committedAt: COMMITTED_AT,
          });
          if (result.kind !== "committed") throw new Error(JSON.stringify(result));
          return result.seq;
        } finally {
          await storage.close();
        }
      },
      async stop() {
        await end(child, "SIGKILL");
        rmSync(data, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await end(child, "SIGKILL");
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    throw error;
  }
}

/** Whatever the machine has set for an installation of its own must not reach ours. */
function ownEnvironment(own: Record<string, string>): NodeJS.ProcessEnv {
  const foreign = /^(DIAODU_.*|PORT|DATA_DIR|DATABASE_URL|NODE_OPTIONS|VITEST.*|NODE_ENV)$/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    ...own,
  };
}

interface Launched extends ChildProcess {
  /** What it has said, for the message of a failure. */
  said: string;
}

function launch(flags: readonly string[], environment: NodeJS.ProcessEnv): Launched {
  const child = spawn(process.execPath, ["apps/server/src/main.ts", ...flags], {
    cwd: ROOT,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const launched: Launched = Object.assign(child, { said: "" });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (words: string) => {
      launched.said = (launched.said + words).slice(-4000);
    });
  }
  const endWithUs = (): void => void child.kill("SIGKILL");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  return launched;
}

async function until(child: Launched, ready: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await ready().catch(() => false))) {
    if (hasEnded(child)) throw new Error(`The server ended:\n${child.said}`);
    if (performance.now() > deadline) throw new Error(`The server is not ready:\n${child.said}`);
    await pause(50);
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await gone;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function createKey(environment: NodeJS.ProcessEnv): string {
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

/**
 * A free port outside the system's range for outgoing connections: while the server is down, a
 * page that calls a port of that range can be connected to itself.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (free) return port;
  }
}
