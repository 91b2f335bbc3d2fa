import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { Server } from "node:http";
import express from "express";
import type { Router } from "express";
import type { Logger } from "pino";
import { openapi } from "@diaodu/contracts/openapi";
import type { Storage } from "@diaodu/storage";
import type { Access } from "./access/access.ts";
import { auditRefusals } from "./access/audit-refusals.ts";
import { createAuditor } from "./access/audit.ts";
import { authenticate } from "./access/authenticate.ts";
import { csrfDefence } from "./access/csrf.ts";
import { guard } from "./access/guard.ts";
import { apiKeyLimit } from "./access/limits.ts";
import { createPasswords } from "./access/passwords.ts";
import type { HashCost } from "./access/passwords.ts";
import { sessionMiddleware } from "./access/session-middleware.ts";
import type { AccessSettings } from "./access/settings.ts";
import type { SetupCode } from "./access/setup-code.ts";
import { createUnknownLogins } from "./access/unknown-logins.ts";
import type { BoardStore } from "./board/board-store.ts";
import type { BusinessTime } from "./board/business-time.ts";
import type { TrustProxy } from "./config-values.ts";
import type { Calendars } from "./dispatch/calendar.ts";
import { createCycle } from "./dispatch/cycle.ts";
import type { Cycle } from "./dispatch/cycle.ts";
import { openDocuments } from "./documents/documents.ts";
import type { DocumentSettings } from "./documents/documents.ts";
import { boardRoutes } from "./features/board/routes.ts";
import { createMetrics } from "./features/health/metrics.ts";
import type { Metrics } from "./features/health/metrics.ts";
import { registerState } from "./features/health/state-gauges.ts";
import { diskOf, readStoredState } from "./features/health/stored-state.ts";
import { healthRoutes } from "./features/health/routes.ts";
import { DEFAULT_BATCH } from "./features/observations/batch-limits.ts";
import type { BatchLimits } from "./features/observations/batch-limits.ts";
import { batchRoutes } from "./features/observations/batch-routes.ts";
import { createHostPresence } from "./features/meetings/presence.ts";
import { figureRoutes } from "./features/reports/routes.ts";
import { refuseNul } from "./http/address.ts";
import { errorEdge, methodNotAllowed, notFound } from "./http/problems.ts";
import { requestLog } from "./http/request-log.ts";
import { securityHeaders } from "./http/security.ts";
import { officeRouters } from "./office-routers.ts";
import { pageRoutes } from "./pages/routes.ts";
import type { WebBuild } from "./pages/web-build.ts";
import { followCommits } from "./realtime/follow-commits.ts";
import { createLogTail } from "./realtime/log-tail.ts";
import { createPublisher } from "./realtime/publisher.ts";
import { createRealtime } from "./realtime/realtime.ts";
import type { Realtime } from "./realtime/realtime.ts";
import type { Worker } from "./workers/fellows.ts";

const VERSION = "0.1.0";
/** For a request and its whole body: the largest upload over a slow line, a batch that is read as it is worked on. */
const REQUEST_TIMEOUT_MS = 600_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** Longer than a proxy keeps what it does not use (nginx: 60 s): it must never reuse what we just closed. */
const KEEP_ALIVE_MS = 75_000;
/** How often counted audit rows are written, and the log is looked at without being told. */
const UPKEEP_MS = 5000;
/** How long answers under way may take once we are stopping. */
const DRAIN_MS = 3000;

export interface ApplicationParts {
  readonly storage: Storage;
  readonly boards: BoardStore;
  readonly time: BusinessTime;
  readonly calendars: Calendars;
  /** The built pages; null serves the API alone. */
  readonly web: WebBuild | null;
  readonly log: Logger;
  /** Milliseconds between beats. */
  readonly beatMs: number;
  readonly access: AccessSettings;
  /** Signs session cookies: see `sessionSecret`. */
  readonly secret: string;
  readonly setupCode: SetupCode;
  /** Real time, by which sessions age; a replay's clock is not theirs. */
  readonly clock: () => Date;
  readonly trustProxy?: TrustProxy | null;
  /** How much one batch of figures may hold. */
  readonly batch?: BatchLimits;
  readonly documents: DocumentSettings;
  /** Whose disk is watched. */
  readonly dataDir: string;
  /** Which of several processes on one port this is; null where it is alone. */
  readonly worker?: Worker | null;
  /** Whether a replay jumps: pages are then told now and then, not of every step. */
  readonly hurrying?: () => boolean;
  /** Cheaper in tests. */
  readonly hashCost?: HashCost;
}

export interface Application {
  /** For whoever lists its routes. */
  readonly router: Router;
  readonly httpServer: Server;
  readonly io: Realtime["io"];
  /** How broadcasts reached the pages so far. */
  readonly told: Realtime["told"];
  /** Brings the board to the log's head and tells every page. Never rejects. */
  publish(): Promise<void>;
  /** Takes every step of a round that is due by `now`. */
  keepRounds: Cycle["keep"];
  /** Counts a backup that was made beside it, or could not be. */
  countBackup: Metrics["backedUp"];
  /** What this process measured of itself, in Prometheus' format. */
  measured(): Promise<string>;
  /** Stops taking requests, lets those under way end, closes sockets. Storage stays open. */
  close(): Promise<void>;
}

/** The server from its parts, not yet listening. Closes nothing that it was given. */
export function createApplication(parts: ApplicationParts): Application {
  const { storage, boards, time, calendars, web, log, beatMs, clock } = parts;
  const settings = parts.access;
  const worker = parts.worker ?? null;
  const metrics = createMetrics(worker?.place ?? null);
  const audit = metrics.countingSignIns(createAuditor(storage, clock));
  const passwords = createPasswords(parts.hashCost);
  const access: Access = {
    storage,
    settings,
    clock,
    audit,
    passwords,
    setupCode: parts.setupCode,
    unknownLogins: createUnknownLogins(settings.lock, { slate: storage.slate, clock }),
  };
  const session = sessionMiddleware({ storage, clock, secret: parts.secret });
  const build = web?.build ?? "none";
  const app = express();
  const httpServer = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT_MS,
      headersTimeout: HEADERS_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    app,
  );
  const publisher = createPublisher(boards, log, beatMs);
  const simulated = boards.head().demo !== null;
  const presence = createHostPresence(storage.slate, clock);
  const meetings = {
    storage,
    boards,
    time,
    calendars,
    audit,
    presence,
    publish: publisher.publish,
    simulated,
  };
  const realtime = createRealtime({
    httpServer,
    boards,
    publisher,
    log,
    build,
    beatMs,
    identity: { storage, settings, clock, audit, session, log },
    meetings,
    count: metrics,
  });
  const tail = createLogTail({
    storage,
    from: boards.position(),
    log,
    tell: (row) => realtime.tell(row),
  });
  let stopping = false;

  const commits = followCommits({
    storage,
    publisher,
    tail,
    hurrying: parts.hurrying ?? (() => false),
    told: metrics.committedToBroadcast,
  });
  const upkeep = setInterval(() => {
    audit.flush().catch((error: unknown) => log.error({ err: error }, "the audit log is behind"));
    void tail.follow();
  }, UPKEEP_MS);
  upkeep.unref();
  const stopCounting = storage.onWrite(metrics.wrote);
  registerState(metrics, {
    version: VERSION,
    database: storage.kind,
    demo: simulated,
    toldSeq: () => publisher.position().seq,
    untold: commits.untold,
    failing: () => !publisher.current(),
    sockets: realtime.sockets,
    told: realtime.told,
    round: () => boards.head().dispatch?.round ?? null,
    pool: storage.pool,
    stored: () => readStoredState(storage),
    disk: () => diskOf(parts.dataDir),
    businessNow: time.now,
  });

  const keyLimit = apiKeyLimit(settings.limits.api, {
    slate: storage.slate,
    clock,
    // The embedded database has one server.
    alone: storage.kind === "sqlite",
    failed: (error) => log.warn({ err: error }, "requests of API keys are counted alone"),
  });

  app.disable("x-powered-by");
  app.disable("etag");
  // `a[b]=1` is one odd name, not a tree: queries here are flat.
  app.set("query parser", "simple");
  app.set("trust proxy", parts.trustProxy ?? false);
  app.use(requestLog(log), metrics.requests, securityHeaders(), refuseNul);
  app.use(session, authenticate({ storage, settings, clock, audit }));
  app.use(csrfDefence(settings.publicUrl), keyLimit);
  app.use(
    healthRoutes({ storage, publisher, metrics, worker, settings, stopping: () => stopping }),
  );
  app.use("/api/v1", boardRoutes(boards, settings.board));
  const rounds = createCycle({
    storage,
    boards,
    audit,
    publish: publisher.publish,
    tellPages: commits.tellPages,
    simulated,
  });
  const feeding = { storage, time, calendars, audit, publish: publisher.publish };
  app.use("/api/v1", batchRoutes({ ...feeding, limits: parts.batch ?? DEFAULT_BATCH }));
  app.use("/api/v1", figureRoutes({ ...feeding, simulated }));
  const documents = openDocuments({
    ...parts.documents,
    desk: { ...feeding, simulated },
    boards,
    clock,
    log,
  });
  app.use("/api/v1", documents.router);
  const cycle = { ...feeding, simulated, boards, newId: randomUUID };
  app.use("/api/v1", ...officeRouters({ desk: cycle, access, meetings }));
  const description = openapi({ version: VERSION });
  app.get("/api/v1/openapi.json", guard("operation.read"), (_req, res) => {
    res.setHeader("Cache-Control", "no-cache").json(description);
  });
  app.all("/api/v1/openapi.json", methodNotAllowed("GET", "HEAD"));
  app.use(pageRoutes({ web, boards, log, access: settings.board }));
  app.use(notFound());
  app.use(auditRefusals(audit));
  app.use(errorEdge());

  return {
    router: app.router,
    httpServer,
    io: realtime.io,
    told: realtime.told,
    publish: publisher.publish,
    async keepRounds(now) {
      try {
        await rounds.keep(now);
        metrics.keptRounds(true);
      } catch (error) {
        metrics.keptRounds(false);
        throw error;
      }
    },
    countBackup: metrics.backedUp,
    measured: () => metrics.registry.metrics(),
    async close() {
      stopping = true;
      commits.stop();
      stopCounting();
      clearInterval(upkeep);
      const closed = new Promise<void>((resolve) => {
        httpServer.close(() => resolve());
      });
      await realtime.close();
      httpServer.closeIdleConnections();
      const cut = setTimeout(() => httpServer.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(cut);
      await documents.close();
      // A step under way finishes before its owner closes the storage under it.
      await publisher.publish();
      await audit.flush(true).catch((error: unknown) => {
        log.error({ err: error }, "refusals that were counted could not be written");
      });
    },
  };
}
