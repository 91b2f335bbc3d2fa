import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board, ObservationInput, SubmissionAnswer } from "@diaodu/contracts";
import { openStorage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { freePort } from "../free-port.ts";
import { DAY, fillData } from "./prepared-data.ts";
import { settings, startProcess } from "../server-process.ts";

/** What somebody enters while the demonstration stands still is stamped with this instant. */
const COMMITTED_AT = `${DAY}T15:59:59.999Z`;

/** The real program in a process of its own, over a data folder of its own. */
export interface RunningServer {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Of its database, for another process beside it. */
  readonly databaseUrl: string;
  /** The password of this start's demonstration accounts, as it was printed. */
  password(): string;
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

/** Starts the demonstration, standing still at the end of `DAY`; closed: only for those let in. */
export async function startDemo(
  given: { access: "open" | "closed" } = { access: "open" },
): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-browser-"));
  const database = await makeTestDatabase(data);
  const databaseUrl = database.url;
  const { secret } = await fillData(data, database);
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const start = () =>
    startProcess(["--demo", "--paused", "--figures-only"], {
      ...settings({ data, databaseUrl, port }),
      DIAODU_ACCESS: given.access,
    });
  const isReady = async () => (await fetch(`${origin}/readyz`)).ok;
  const removeData = async (): Promise<void> => {
    await database.remove();
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };

  let server = start();
  try {
    await server.until(isReady);
  } catch (error) {
    await server.end("SIGKILL");
    await removeData();
    throw error;
  }
  return {
    port,
    origin,
    databaseUrl,
    password() {
      const found = /密码均为 ([\w-]+)/u.exec(server.said())?.[1];
      if (found === undefined) throw new Error(`no password in: ${server.said()}`);
      return found;
    },
    kill: (signal) => server.end(signal),
    async restart() {
      server = start();
      await server.until(isReady);
    },
    async board() {
      return (await (await fetch(`${origin}/api/v1/board`)).json()) as Board;
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
        url: databaseUrl,
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
      await server.end("SIGKILL");
      await removeData();
    },
  };
}
