import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Board } from "@diaodu/contracts";
import { catalogue } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import { createSync, socketTransport, systemClock, type Sync } from "@diaodu/sync";
import { pino } from "pino";
import { io } from "socket.io-client";
import { readConfig } from "../../../apps/server/src/config.ts";
import { startServer } from "../../../apps/server/src/server.ts";

/** Noon of 20 July 2020, for ever: only what is handed in changes the board. */
const NOON = "2020-07-20T04:00:00.000Z";
export const now = (): Date => new Date(NOON);

/** A server program of its own over a database that others write too. */
export interface OfficeServer {
  readonly origin: string;
  board(): Promise<Board>;
  /** Opens a page that stays. */
  openPage(): Sync;
  stop(): Promise<void>;
}

/** Sets up an empty database with the sample catalogue. @returns the secret of an API key */
export async function foundOffice(databaseUrl: string): Promise<string> {
  const storage = await openStorage({ url: databaseUrl, now });
  try {
    const { board: boardRows, ...lists } = catalogue;
    await storage.saveCatalogue({ ...lists, boardRows });
    return (await storage.createApiKey({ name: "统计局", now: now() })).secret;
  } finally {
    await storage.close();
  }
}

/** Starts a server as the program does, on a free port. */
export async function openOffice(databaseUrl: string): Promise<OfficeServer> {
  const data = mkdtempSync(join(tmpdir(), "diaodu-failover-"));
  const read = readConfig({
    DIAODU_DATA_DIR: data,
    DIAODU_DATABASE_URL: databaseUrl,
    DIAODU_HOST: "127.0.0.1",
    DIAODU_PORT: "0",
    DIAODU_BEAT_MS: "500",
    DIAODU_ACCESS: "open",
    DIAODU_API_LIMIT: "1000000",
  });
  if (!read.ok) throw new Error(read.faults.join("\n"));
  const server = await startServer({
    config: read.config,
    demo: null,
    time: { now, rate: () => 0 },
    log: pino({ level: "silent" }),
    announce: () => {},
  });
  const origin = `http://127.0.0.1:${server.port}`;
  const board = async (): Promise<Board> => {
    const answer = await fetch(`${origin}/api/v1/board`);
    if (answer.status !== 200) throw new Error(`the board was answered ${answer.status}`);
    return (await answer.json()) as Board;
  };
  const pages: Sync[] = [];
  return {
    origin,
    board,
    openPage() {
      const socket = io(origin, { transports: ["websocket"], forceNew: true, autoConnect: false });
      const page = createSync({
        transport: socketTransport(socket),
        fetchSnapshot: board,
        clock: systemClock,
        random: Math.random,
        initial: null,
        build: "none",
        onBoard: () => {},
        onStatus: () => {},
        onNewBuild: () => {},
      });
      pages.push(page);
      return page;
    },
    async stop() {
      for (const page of pages) page.stop();
      await server.stop();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
