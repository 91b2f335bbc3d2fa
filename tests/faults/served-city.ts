import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Board } from "@diaodu/contracts";
import { catalogue } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import { startPostgres } from "@diaodu/tooling/postgres";
import { duties } from "../../apps/server/test/duties.ts";
import { freePort } from "../free-port.ts";
import { settings, startProcess } from "../server-process.ts";

/** The real program over one database, to be killed and started again. */
export interface ServedCity {
  readonly origin: string;
  readonly databaseUrl: string;
  /** Of an API key. */
  readonly secret: string;
  /** Starts the program; does not wait for anything. */
  start(): void;
  /** Waits until it is ready. */
  ready(): Promise<void>;
  kill(): Promise<void>;
  board(): Promise<Board>;
  /** What the database's own check says, where it has one; null when all is well. */
  integrity(): string | null;
  stop(): Promise<void>;
}

/** A city with the demonstration's catalogue, no figure and an open board. */
export async function openCity(kind: "sqlite" | "postgres"): Promise<ServedCity> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-city-"));
  const postgres = kind === "postgres" ? await startPostgres() : null;
  const file = join(data, "diaodu.db");
  const databaseUrl = postgres?.url ?? `file:${file}`;
  const storage = await openStorage({ url: databaseUrl, now: () => new Date() });
  const { board: boardRows, ...lists } = catalogue;
  await storage.saveCatalogue({ ...lists, duties, boardRows });
  const { secret } = await storage.createApiKey({ name: "统计局", now: new Date() });
  await storage.close();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const environment = {
    ...settings({ data, port }),
    DIAODU_API_LIMIT: "1000000",
    DIAODU_BEAT_MS: "250",
    ...(postgres === null ? {} : { DIAODU_DATABASE_URL: postgres.url }),
  };
  let server: ReturnType<typeof startProcess> | null = null;
  return {
    origin,
    databaseUrl,
    secret,
    start() {
      server = startProcess([], environment);
    },
    ready: async () => server?.until(async () => (await fetch(`${origin}/readyz`)).ok),
    kill: async () => server?.end("SIGKILL"),
    board: async () => (await (await fetch(`${origin}/api/v1/board`)).json()) as Board,
    integrity() {
      if (postgres !== null) return null;
      const database = new DatabaseSync(file, { readOnly: true });
      const said = database.prepare("pragma integrity_check").get()?.["integrity_check"];
      database.close();
      return said === "ok" ? null : String(said);
    },
    async stop() {
      await server?.end("SIGKILL");
      await postgres?.stop();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
