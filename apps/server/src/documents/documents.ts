import type { PostgresSettings } from "@diaodu/storage";
import { Router } from "express";
import type { Logger } from "pino";
import type { BoardStore } from "../board/board-store.ts";
import { bulletinPaperRoutes } from "../features/bulletins/docx-routes.ts";
import { exportRoutes } from "../features/exports/routes.ts";
import { createJobs } from "../features/imports/jobs.ts";
import { importRoutes } from "../features/imports/routes.ts";
import { itemExportRoutes } from "../features/items/export-routes.ts";
import { minutesRoutes } from "../features/meetings/minutes-routes.ts";
import type { Desk } from "../features/reports/desk.ts";
import { createTaskRunner, RUNNER_LIMITS } from "./run-task.ts";
import type { RunnerLimits } from "./run-task.ts";
import type { Ground } from "./task.ts";

export interface DocumentSettings {
  /** For the connections of workers; the same database as the desk's. */
  readonly storageUrl: string;
  readonly postgres?: Partial<PostgresSettings>;
  /** Folder of uploads under way; made where needed. */
  readonly folder: string;
  /** Largest upload. */
  readonly maxBytes: number;
  readonly limits?: RunnerLimits;
}

export interface Documents {
  readonly router: Router;
  /** Ends work under way; a preview stays, for whichever server is asked for it next. */
  close(): Promise<void>;
}

/** Spreadsheets in and out, worked on in processes that may fail without the server noticing. */
export function openDocuments(
  o: DocumentSettings & {
    readonly desk: Desk;
    readonly boards: Pick<BoardStore, "head">;
    /** Real time. */
    readonly clock: () => Date;
    readonly log: Logger;
  },
): Documents {
  const { desk, boards, clock, log, folder, maxBytes, storageUrl, postgres = {} } = o;
  const runner = createTaskRunner(o.limits ?? RUNNER_LIMITS);
  const ground = (): Ground => ({
    storageUrl,
    postgres,
    now: desk.time.now().toISOString(),
    calendar: desk.calendars.current(),
    simulated: desk.simulated,
  });
  const jobs = createJobs({
    slate: desk.storage.slate,
    folder,
    runner,
    clock,
    ground,
    applied: desk.publish,
    log,
  });
  const router = Router();
  router.use(
    importRoutes({ ...desk, jobs, maxBytes }),
    exportRoutes({ ...desk, boards, runner, ground, clock }),
    itemExportRoutes({ ...desk, runner }),
    bulletinPaperRoutes({ ...desk, runner }),
    minutesRoutes({ ...desk, runner }),
  );
  return {
    router,
    async close() {
      const ended = jobs.close();
      await runner.close();
      await ended;
    },
  };
}
