import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Board, ObservationInput, SubmissionAnswer } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import { end, hasEnded, ownEnvironment, tied } from "./children.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PATIENCE_MS = 120_000;

/** The real program in a process of its own. */
export interface ServerProcess {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Milliseconds from spawn to the first 200 of `/readyz`. */
  readonly readyMs: number;
  board(): Promise<Board>;
  /** Makes an API key in the server's database. */
  createKey(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the program over `data` and waits until it is ready.
 *
 * @param program arguments to Node that start it; the server's own `main.ts` unless told
 * @throws Error with what the program said when it ends or is not ready in two minutes
 */
export async function startServer(o: {
  readonly data: string;
  readonly flags?: readonly string[];
  readonly program?: readonly string[];
}): Promise<ServerProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const program = o.program ?? ["apps/server/src/main.ts"];
  const started = performance.now();
  const child = tied(
    spawn(process.execPath, [...program, ...(o.flags ?? [])], {
      cwd: ROOT,
      env: ownEnvironment({
        DIAODU_DATA_DIR: o.data,
        DIAODU_HOST: "127.0.0.1",
        DIAODU_PORT: String(port),
        DIAODU_LOG_LEVEL: "warn",
        // Benches look at the board and post as fast as they can.
        DIAODU_ACCESS: "open",
        DIAODU_API_LIMIT: "1000000",
      }),
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
  const said = listenTo(child);
  try {
    await until(child, said, async () => (await fetch(`${origin}/readyz`)).ok);
  } catch (error) {
    await end(child, "SIGKILL");
    throw error;
  }
  return {
    origin,
    readyMs: performance.now() - started,
    board: async () => (await (await fetch(`${origin}/api/v1/board`)).json()) as Board,
    async createKey() {
      const url = `file:${join(o.data, "diaodu.db")}`;
      const storage = await openStorage({ url, now: () => new Date() });
      try {
        return (await storage.createApiKey({ name: "统计局", now: new Date() })).secret;
      } finally {
        await storage.close();
      }
    },
    stop: () => end(child),
  };
}

/** Hands figures in as a feed does. @throws Error with the answer when they are refused */
export async function postFigures(
  origin: string,
  secret: string,
  observations: readonly ObservationInput[],
): Promise<SubmissionAnswer> {
  const answer = await fetch(`${origin}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({ observations }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as SubmissionAnswer;
}

function listenTo(child: ChildProcess): () => string {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (words: string) => {
      said = (said + words).slice(-4000);
    });
  }
  return () => said;
}

async function until(
  child: ChildProcess,
  said: () => string,
  ready: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await ready().catch(() => false))) {
    if (hasEnded(child)) throw new Error(`The server ended:\n${said()}`);
    if (performance.now() > deadline) throw new Error(`The server is not ready:\n${said()}`);
    await pause(10);
  }
}

/** A free port below the range from which the system takes outgoing ones. */
async function freePort(): Promise<number> {
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
