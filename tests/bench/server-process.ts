import { join } from "node:path";
import type { Board, ObservationInput, SubmissionAnswer } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import { freePort } from "../free-port.ts";
import { settings, startProcess } from "../server-process.ts";

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
 * @throws Error with what the program said when it ends or is not ready in 100 seconds
 */
export async function startServer(o: {
  readonly data: string;
  readonly flags?: readonly string[];
  readonly program?: readonly string[];
}): Promise<ServerProcess> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const started = performance.now();
  // Benches look at the board and post as fast as they can.
  const environment = { ...settings({ data: o.data, port }), DIAODU_API_LIMIT: "1000000" };
  const server = startProcess(o.flags ?? [], environment, o);
  try {
    await server.until(async () => (await fetch(`${origin}/readyz`)).ok, 10);
  } catch (error) {
    await server.end("SIGKILL");
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
    stop: () => server.end("SIGTERM"),
  };
}

/**
 * Hands figures in as a feed does.
 *
 * @param headers sent beside the key and the kind of the body
 * @throws Error with the answer when they are refused
 */
export async function postFigures(
  origin: string,
  secret: string,
  observations: readonly ObservationInput[],
  headers: Readonly<Record<string, string>> = {},
): Promise<SubmissionAnswer> {
  const answer = await fetch(`${origin}/api/v1/observations`, {
    method: "POST",
    headers: {
      ...headers,
      authorization: `Bearer ${secret}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ observations }),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as SubmissionAnswer;
}
