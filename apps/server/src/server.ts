import { createAuditor, SYSTEM } from "./access/audit.ts";
import { sessionSecret } from "./access/session-middleware.ts";
import { openSetupCode } from "./access/setup-code.ts";
import { randomUUID } from "node:crypto";
import { flushCompileCache } from "node:module";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { Storage } from "@diaodu/storage";
import type { Logger } from "pino";
import { createApplication } from "./application.ts";
import type { Application } from "./application.ts";
import { keepBackups } from "./backups/keep-backups.ts";
import { openBoardStore } from "./board/board-store.ts";
import { realTime } from "./board/business-time.ts";
import type { BusinessTime } from "./board/business-time.ts";
import { keepOutbox } from "./channels/outbox.ts";
import type { Config } from "./config.ts";
import { openCalendars } from "./dispatch/calendar.ts";
import { keepTime } from "./dispatch/keep-time.ts";
import { deliveryNoter } from "./dispatch/note-delivery.ts";
import { dispatchPartSource } from "./dispatch/part-source.ts";
import type { DemoFlags } from "./demo/demo-mode.ts";
import type { DemoPeople } from "./demo/demo-people.ts";
import { claimMode, databaseFile, openInstallation, storageUrl } from "./installation.ts";
import { DEFAULT_DIST, loadWebBuild } from "./pages/web-build.ts";
import { keepRemoving } from "./remove-over.ts";
import type { Worker } from "./workers/fellows.ts";

/** At a replay's usual speed a round of two days lasts three seconds. */
const ROUND_CHECK_MS = 250;

export interface RunningServer {
  readonly port: number;
  /** Whether pages are there; the API works either way. */
  readonly pages: boolean;
  /** Who can be signed in as at a demonstration; null for a real installation. */
  readonly people: DemoPeople | null;
  /** Takes what time has brought to the rounds; it is taken by itself as well, a moment later. */
  keepRounds(): Promise<void>;
  /** Stops the replay, the sockets and the requests, in this order, then closes the database. */
  stop(): Promise<void>;
}

/**
 * Opens the database, loads the board and listens. With `demo` the business clock is the replay's.
 * @throws StartRefused, StorageUnavailable, SchemaTooNew; the errors of listen(2)
 */
export async function startServer(o: {
  readonly config: Config;
  readonly demo: DemoFlags | null;
  readonly log: Logger;
  /** The clock by which the city works, of a real installation; the machine's own unless given. */
  readonly time?: BusinessTime;
  /** Shows the code of the first start to whoever runs the server; again when it is replaced. */
  readonly announce: (code: string) => void;
  /** Which of several processes on one port this is; alone unless given. */
  readonly worker?: Worker;
  /** Called before it listens; answers with what is to be ended with it. */
  readonly prepare?: (application: Application) => () => Promise<void>;
}): Promise<RunningServer> {
  const { config, log } = o;
  // The replay's clock is kept in the database that it will stamp: until it is known, real time.
  let time: BusinessTime = o.time ?? realTime;
  const storage = await openInstallation(config, () => time.now());
  try {
    const calendars = await openCalendars(storage);
    const where = config.databaseUrl === null ? `目录 ${config.dataDir}` : "该数据库";
    await claimMode(storage, o.demo === null ? "real" : "demo", where);
    // Before the board is read: a page that was just drawn should not be behind at once.
    const shown = o.demo === null ? null : await openDemonstration(storage, o.demo, log);
    const demo = shown?.demo ?? null;
    time = demo?.time ?? time;

    const boards = await openBoardStore({
      storage,
      time,
      calendars,
      title: config.title,
      demo: shown?.label ?? null,
      dispatch: dispatchPartSource({ storage, calendars }),
    });
    const setupCode = await openSetupCode({
      slate: storage.slate,
      needed: (await storage.administratorCount()) === 0,
      announce: o.announce,
      clock: realTime.now,
    });
    await noteStart(storage, log);
    const web = await loadWebBuild(config.webDist ?? DEFAULT_DIST);
    const application = createApplication({
      storage,
      boards,
      time,
      calendars,
      web,
      log,
      beatMs: config.beatMs,
      // A demonstration is there to be looked at.
      access: {
        ...config.access,
        board: config.access.board ?? (o.demo === null ? "closed" : "open"),
      },
      secret: await sessionSecret(storage),
      setupCode,
      clock: realTime.now,
      trustProxy: config.trustProxy,
      batch: config.batch,
      dataDir: resolve(config.dataDir),
      worker: o.worker ?? null,
      hurrying: () => demo?.hurrying() === true,
      documents: {
        storageUrl: storageUrl(config),
        postgres: config.database,
        folder: join(resolve(config.dataDir), "imports"),
        maxBytes: config.uploadMb * 1024 * 1024,
      },
    });
    const unprepare = o.prepare?.(application);
    const port = await listen(application.httpServer, config);
    const stopRounds = keepTime({
      keep: () => application.keepRounds(time.now()),
      everyMs: ROUND_CHECK_MS,
      onError: (error) => log.error({ err: error }, "a round's step could not be taken"),
    });
    const stopOutbox = keepOutbox({
      storage,
      time,
      realNow: realTime.now,
      worker: randomUUID(),
      delivered: deliveryNoter({ storage, audit: createAuditor(storage, realTime.now), time }),
      random: Math.random,
      log,
    });
    const stopBackups = backUp(config, application.countBackup, log);
    // The replay hands its releases in anew after a jump: each must be known by its key.
    const stopRemoving = keepRemoving({ storage, keys: o.demo === null, now: realTime.now, log });
    const { keepRounds, publish } = application;
    await demo?.start({ keepRounds, publish, boards, calendars });
    // Who is killed, or runs for months, leaves what was compiled to the next start all the same.
    flushCompileCache();

    return {
      port,
      pages: web !== null,
      people: shown?.people ?? null,
      keepRounds: () => application.keepRounds(time.now()),
      async stop() {
        stopRounds();
        stopRemoving();
        await demo?.stop();
        await Promise.all([application.close(), stopOutbox(), stopBackups?.(), unprepare?.()]);
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
}

/** Its code and figures are loaded with it alone: a real installation starts without them. */
async function openDemonstration(storage: Storage, flags: DemoFlags, log: Logger) {
  const { DEMO_LABEL, openDemo } = await import("./demo/demo-mode.ts");
  const { admitDemoPeople } = await import("./demo/demo-people.ts");
  const demo = await openDemo({ storage, flags, log });
  return { demo, people: await admitDemoPeople(storage, realTime.now), label: DEMO_LABEL };
}

/** Notes the start in the audit log, and the log's head outside of the database: see `audit verify`. */
async function noteStart(storage: Storage, log: Logger): Promise<void> {
  await createAuditor(storage, realTime.now).append(SYSTEM, { action: "system.start" });
  const head = (await storage.readAudit({ limit: 1 }))[0];
  log.info({ auditRows: head?.n, auditHead: head?.hash }, "audit log");
}

/** Begins to back up where that is wanted, and ours to do; PostgreSQL has its own programs for it. */
function backUp(
  config: Config,
  ended: (done: boolean) => void,
  log: Logger,
): (() => Promise<void>) | null {
  if (config.backup === null || config.databaseUrl !== null) return null;
  const plan = { ...config.backup, folder: resolve(config.backup.folder) };
  return keepBackups({ plan, database: databaseFile(config), now: realTime.now, ended, log });
}

function listen(
  server: ReturnType<typeof createApplication>["httpServer"],
  { port, host }: Pick<Config, "port" | "host">,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
