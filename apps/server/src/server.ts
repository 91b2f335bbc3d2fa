import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { createApplication } from "./application.ts";
import { openBoardStore } from "./board/board-store.ts";
import { realTime } from "./board/business-time.ts";
import type { BusinessTime } from "./board/business-time.ts";
import { keepRounds } from "./board/round-keeper.ts";
import type { Config } from "./config.ts";
import { DEMO_LABEL, openDemo } from "./demo/demo-mode.ts";
import type { DemoFlags } from "./demo/demo-mode.ts";
import { claimMode, openInstallation } from "./installation.ts";
import { DEFAULT_DIST, loadWebBuild } from "./pages/web-build.ts";

/** At a replay's usual speed a round of two days lasts three seconds. */
const ROUND_CHECK_MS = 250;

export interface RunningServer {
  readonly port: number;
  /** Whether pages are there; the API works either way. */
  readonly pages: boolean;
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
}): Promise<RunningServer> {
  const { config, log } = o;
  // The replay's clock is kept in the database that it will stamp: until it is known, real time.
  let time: BusinessTime = realTime;
  const storage = await openInstallation(config, () => time.now());
  try {
    const where = config.databaseUrl === null ? `目录 ${config.dataDir}` : "该数据库";
    await claimMode(storage, o.demo === null ? "real" : "demo", where);
    const demo = o.demo === null ? null : await openDemo(storage, o.demo, log);
    time = demo?.time ?? realTime;

    const boards = await openBoardStore({
      storage,
      time,
      title: config.title,
      demo: demo === null ? null : DEMO_LABEL,
    });
    const web = await loadWebBuild(config.webDist ?? DEFAULT_DIST);
    const application = createApplication({
      storage,
      boards,
      time,
      web,
      log,
      beatMs: config.beatMs,
    });
    const port = await listen(application.httpServer, config);
    const stopRounds = keepRounds({
      storage,
      time,
      everyMs: ROUND_CHECK_MS,
      onError: (error) => log.error({ err: error }, "the round could not be opened"),
    });
    await demo?.start();

    return {
      port,
      pages: web !== null,
      async stop() {
        stopRounds();
        await demo?.stop();
        await application.close();
        await storage.close();
      },
    };
  } catch (error) {
    await storage.close();
    throw error;
  }
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
