import { createServer } from "node:http";
import type { Server } from "node:http";
import express from "express";
import type { Logger } from "pino";
import { openapi } from "@diaodu/contracts/openapi";
import type { Storage } from "@diaodu/storage";
import type { BoardStore } from "./board/board-store.ts";
import type { BusinessTime } from "./board/business-time.ts";
import { boardRoutes } from "./features/board/routes.ts";
import { createMetrics } from "./features/health/metrics.ts";
import { healthRoutes } from "./features/health/routes.ts";
import { observationRoutes } from "./features/observations/routes.ts";
import { errorEdge, methodNotAllowed, notFound } from "./http/problems.ts";
import { requestLog } from "./http/request-log.ts";
import { securityHeaders } from "./http/security.ts";
import { pageRoutes } from "./pages/routes.ts";
import type { WebBuild } from "./pages/web-build.ts";
import { createPublisher } from "./realtime/publisher.ts";
import { createRealtime } from "./realtime/realtime.ts";
import type { Realtime } from "./realtime/realtime.ts";

const VERSION = "0.1.0";
/** A request that is not complete by then is not coming. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How long answers under way may take once we are stopping. */
const DRAIN_MS = 3000;

export interface ApplicationParts {
  readonly storage: Storage;
  readonly boards: BoardStore;
  readonly time: BusinessTime;
  /** The built pages; null serves the API alone. */
  readonly web: WebBuild | null;
  readonly log: Logger;
  /** Milliseconds between beats. */
  readonly beatMs: number;
}

export interface Application {
  readonly httpServer: Server;
  readonly io: Realtime["io"];
  /** Brings the board to the log's head and tells every page. Never rejects. */
  publish(): Promise<void>;
  /** Stops taking requests, lets those under way end, closes sockets. Storage stays open. */
  close(): Promise<void>;
}

/** The server from its parts, not yet listening. Closes nothing that it was given. */
export function createApplication(parts: ApplicationParts): Application {
  const { storage, boards, time, web, log, beatMs } = parts;
  const build = web?.build ?? "none";
  const app = express();
  const httpServer = createServer({ requestTimeout: REQUEST_TIMEOUT_MS }, app);
  httpServer.headersTimeout = HEADERS_TIMEOUT_MS;
  const publisher = createPublisher(boards, log);
  const realtime = createRealtime({ httpServer, boards, publisher, log, build, beatMs });
  const metrics = createMetrics({
    seq: () => publisher.position().seq,
    sockets: realtime.sockets,
  });
  let stopping = false;

  // Real time, not the business clock: this measures us, not the city.
  let noticedAt = 0;
  const stopWatching = storage.onCommit(() => {
    noticedAt ||= performance.now();
    void publisher.publish();
  });
  publisher.subscribe(() => {
    if (noticedAt > 0) metrics.committedToBroadcast((performance.now() - noticedAt) / 1000);
    noticedAt = 0;
  });

  app.disable("x-powered-by");
  app.disable("etag");
  // `a[b]=1` is one odd name, not a tree: queries here are flat.
  app.set("query parser", "simple");
  app.use(requestLog(log), metrics.requests, securityHeaders());
  app.use(healthRoutes({ storage, publisher, metrics, stopping: () => stopping }));
  app.use("/api/v1", boardRoutes(boards));
  app.use("/api/v1", observationRoutes({ storage, time, publish: publisher.publish }));
  const description = openapi({ version: VERSION });
  app.get("/api/v1/openapi.json", (_req, res) => {
    res.setHeader("Cache-Control", "no-cache").json(description);
  });
  app.all("/api/v1/openapi.json", methodNotAllowed("GET", "HEAD"));
  app.use(pageRoutes({ web, boards, log }));
  app.use(notFound());
  app.use(errorEdge());

  return {
    httpServer,
    io: realtime.io,
    publish: publisher.publish,
    async close() {
      stopping = true;
      stopWatching();
      const closed = new Promise<void>((resolve) => {
        httpServer.close(() => resolve());
      });
      await realtime.close();
      httpServer.closeIdleConnections();
      const cut = setTimeout(() => httpServer.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(cut);
      // A step under way finishes before its owner closes the storage under it.
      await publisher.publish();
    },
  };
}
