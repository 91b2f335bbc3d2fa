import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import type { Logger } from "pino";
import { io } from "socket.io-client";
import type { Socket } from "socket.io-client";
import type {
  Board,
  ClientToServerEvents,
  ObservationInput,
  ServerToClientEvents,
  SubscribeAnswer,
} from "@diaodu/contracts";
import { PROTOCOL } from "@diaodu/contracts";
import { catalogue } from "@diaodu/demo";
import { openStorage } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { openSetupCode } from "../src/access/setup-code.ts";
import type { SetupCode } from "../src/access/setup-code.ts";
import { DEFAULT_ACCESS } from "../src/access/settings.ts";
import type { AccessSettings } from "../src/access/settings.ts";
import { createApplication } from "../src/application.ts";
import type { Application } from "../src/application.ts";
import { defaultCalendars } from "../src/dispatch/calendar.ts";
import type { Calendars } from "../src/dispatch/calendar.ts";
import { dispatchPartSource } from "../src/dispatch/part-source.ts";
import { openBoardStore } from "../src/board/board-store.ts";
import type { BoardStore } from "../src/board/board-store.ts";
import type { BatchLimits } from "../src/features/observations/batch-limits.ts";
import { duties } from "./duties.ts";
import type { WebBuild } from "../src/pages/web-build.ts";

export type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

/** One real server over a real database on a free port, at noon of 20 July 2020. */
export interface World {
  readonly storage: Storage;
  readonly boards: BoardStore;
  readonly application: Application;
  readonly url: string;
  /** For a second process on the same database. */
  readonly storageUrl: string;
  /** Where uploads lie while they are looked at. */
  readonly importsFolder: string;
  readonly secret: string;
  /** The code of the first start. */
  readonly setupCode: SetupCode & { readonly said: readonly string[] };
  /** The clock by which sessions age, which tests may move. */
  readonly clock: { now: Date };
  /** A request with the API key; `body` that is no string is sent as JSON. */
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  board(): Promise<Board>;
  /** A page's connection; closed with the world. */
  connect(headers?: Record<string, string>): Client;
  close(): Promise<void>;
}

/** Tests prove who may do what, not how long a hash takes. */
export const CHEAP = { memory: 64, passes: 1 } as const;
/** What the clock of a `World` shows. */
export const NOON = "2020-07-20T04:00:00.000Z";

export async function openWorld(
  o: {
    web?: WebBuild | null;
    beatMs?: number;
    empty?: boolean;
    storageUrl?: string;
    /** Between two looks at what others committed, in milliseconds. */
    pollMs?: number;
    access?: Partial<AccessSettings>;
    port?: number;
    batch?: BatchLimits;
    log?: Logger;
    calendars?: Calendars;
  } = {},
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "diaodu-server-"));
  const calendars = o.calendars ?? defaultCalendars;
  const now = () => new Date(NOON);
  const own = o.storageUrl === undefined ? await makeTestDatabase() : null;
  const storageUrl = o.storageUrl ?? own?.url ?? "";
  const storage = await openStorage({ url: storageUrl, now, pollMs: o.pollMs ?? 50 });
  if (o.empty !== true) {
    const { board: boardRows, ...lists } = catalogue;
    await storage.saveCatalogue({ ...lists, duties, boardRows });
  }
  const { secret } = await storage.createApiKey({ name: "统计局", now: now() });
  const time = { now, rate: () => 1 };
  const boards = await openBoardStore({
    storage,
    time,
    calendars,
    title: "主要指标调度",
    demo: null,
    dispatch: dispatchPartSource({ storage, calendars }),
  });
  const said: string[] = [];
  const setupCode = await openSetupCode({
    slate: storage.slate,
    needed: true,
    announce: (code) => said.push(code),
    clock: now,
  });
  const clock = { now: now() };
  const application = createApplication({
    storage,
    boards,
    time,
    calendars,
    web: o.web ?? null,
    log: o.log ?? pino({ level: "silent" }),
    beatMs: o.beatMs ?? 100,
    access: { ...DEFAULT_ACCESS, limits: { signIn: 10_000, api: 1_000_000 }, ...o.access },
    secret: "a secret of this test",
    setupCode,
    clock: () => clock.now,
    hashCost: CHEAP,
    ...(o.batch === undefined ? {} : { batch: o.batch }),
    dataDir: folder,
    documents: { storageUrl, folder: join(folder, "imports"), maxBytes: 20 * 1024 * 1024 },
  });
  await new Promise<void>((resolve) => {
    application.httpServer.listen(o.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = application.httpServer.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const clients: Client[] = [];

  return {
    storage,
    boards,
    application,
    url,
    storageUrl,
    importsFolder: join(folder, "imports"),
    secret,
    setupCode: { ...setupCode, said },
    clock,
    post: (body, headers = {}) =>
      fetch(`${url}/api/v1/observations`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${secret}`,
          "content-type": "application/json",
          ...headers,
        },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    board: async () => (await (await fetch(`${url}/api/v1/board`)).json()) as Board,
    connect(headers = {}) {
      const client: Client = io(url, {
        transports: ["websocket"],
        forceNew: true,
        extraHeaders: headers,
      });
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.disconnect();
      await application.close();
      await storage.close();
      await own?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A figure that the catalogue takes: 1—6月 GDP of the nation. */
export function figure(over: Partial<ObservationInput> = {}): ObservationInput {
  return {
    indicator: "gdp",
    region: "100000",
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value: "456614.4",
    status: "preliminary",
    asOf: "2020-07-16",
    source: "国家统计局",
    simulated: false,
    reason: null,
    ...over,
  };
}

export const submissionOf = (...observations: unknown[]) => ({ observations });

/** Says where a page stands and resolves with the server's answer. */
export function subscribe(
  client: Client,
  board: Pick<Board, "database" | "seq">,
  over: Record<string, unknown> = {},
): Promise<SubscribeAnswer> {
  const request = {
    protocol: PROTOCOL,
    database: board.database,
    since: board.seq,
    build: "test",
    ...over,
  };
  return new Promise((resolve) => client.emit("subscribe", request, resolve));
}

/** The next time this event arrives. */
export function next<E extends keyof ServerToClientEvents>(
  client: Client,
  event: E,
): Promise<Parameters<ServerToClientEvents[E]>[0]> {
  return new Promise((resolve) => {
    const once = client.once as (name: string, listener: (data: never) => void) => unknown;
    once.call(client, event, resolve);
  });
}
