import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { ImportJob } from "@diaodu/contracts";
import type { Subject } from "@diaodu/domain";
import type { AuditEntry, Doer } from "@diaodu/storage";
import { TaskBroken, TaskRefused } from "../../documents/run-task.ts";
import type { TaskRunner } from "../../documents/run-task.ts";
import type { Ground, Preview } from "../../documents/task.ts";
import { Refusal } from "../../http/problems.ts";

/** A preview that nobody applied is forgotten after this time. */
const EXPIRY_MS = 30 * 60_000;
const SWEEP_MS = 30_000;
/** Jobs of one account, and of all: each holds files on the disk. */
const MOST_OWN = 5;
const MOST = 50;

/** An upload on its way. */
export interface Job {
  readonly id: string;
  readonly accountId: string;
  readonly fileName: string;
  readonly unit: string;
  readonly sha256: string;
  readonly createdAt: Date;
  readonly cellsPath: string;
  readonly itemsPath: string;
  readonly uploadPath: string;
  state: ImportJob["state"];
  progress: ImportJob["progress"];
  message: string | null;
  preview: Preview | null;
  seq: number | null;
  readonly stop: AbortController;
}

export interface Jobs {
  /**
   * A place for a new upload; it counts from here on, until it is begun or given back.
   * @throws Refusal `too_many_requests`
   */
  place(
    accountId: string,
    id: string,
  ): { readonly uploadPath: string; readonly giveBack: () => void };
  /** Begins to read what was uploaded to the place. */
  begin(o: {
    readonly id: string;
    readonly accountId: string;
    readonly fileName: string;
    readonly unit: string;
    readonly sha256: string;
    readonly subject: Subject;
  }): Job;
  /** Null for an unknown job, or somebody else's. */
  find(id: string, accountId: string | null): Job | null;
  /** Begins to send what the preview promised. @throws Refusal `report_conflict` in any other state */
  apply(
    job: Job,
    o: {
      readonly subject: Subject;
      readonly by: Doer;
      readonly reason: string | null;
      readonly note: string | null;
      readonly audit: AuditEntry;
    },
  ): void;
  /** @throws Refusal `report_conflict` while it is written */
  cancel(job: Job): Promise<void>;
  present(job: Job): ImportJob;
  /** Ends all of them and removes their files. */
  close(): Promise<void>;
}

/**
 * The imports of this process, in memory: a preview is gone with a restart, its files too.
 *
 * @param clock real time, by which jobs expire
 * @param ground what a worker needs, asked for anew each time because the business clock moves
 * @param applied runs after a commit, before the job says so
 */
export function createJobs(o: {
  readonly folder: string;
  readonly runner: TaskRunner;
  readonly clock: () => Date;
  readonly ground: () => Ground;
  readonly applied: () => Promise<void>;
  readonly log: Logger;
}): Jobs {
  const { folder, runner, clock, log } = o;
  const jobs = new Map<string, Job>();
  /** Accounts whose uploads are still coming in: a slow one holds a place too. */
  const arriving = new Map<string, string>();
  clean(folder, clock());
  const sweep = setInterval(() => {
    for (const job of jobs.values()) {
      const old = clock().getTime() - job.createdAt.getTime() >= EXPIRY_MS;
      if (old && job.state !== "applying") void forget(job);
    }
  }, SWEEP_MS);
  sweep.unref();

  async function forget(job: Job): Promise<void> {
    jobs.delete(job.id);
    job.stop.abort(new Error("cancelled"));
    await removeFiles(job);
  }

  async function read(job: Job, subject: Subject): Promise<void> {
    const { cellsPath, itemsPath, unit, sha256 } = job;
    const upload = { path: job.uploadPath, name: job.fileName, sha256, unit };
    try {
      job.preview = await runner.run<"read">(
        { kind: "read", ...o.ground(), upload, subject, cellsPath, itemsPath },
        {
          signal: job.stop.signal,
          onProgress: (done, total) => {
            job.progress = { done, total };
          },
        },
      );
      job.state = "ready";
      await rm(job.uploadPath, { force: true });
    } catch (error) {
      await fail(job, error);
    }
  }

  async function fail(job: Job, error: unknown): Promise<void> {
    if (job.stop.signal.aborted) job.state = "cancelled";
    else {
      job.state = "failed";
      const told = error instanceof TaskRefused || error instanceof TaskBroken;
      job.message = told ? error.message : "处理文件时出错";
      if (!(error instanceof TaskRefused)) log.error({ err: error, job: job.id }, "import failed");
    }
    await removeFiles(job);
  }

  async function send(job: Job, task: Parameters<Jobs["apply"]>[1]): Promise<void> {
    const run = () =>
      runner.run<"apply">({
        kind: "apply",
        ...o.ground(),
        ...task,
        jobId: job.id,
        unit: job.unit,
        itemsPath: job.itemsPath,
      });
    try {
      // A worker that broke may have committed or not: the second run is answered with the first's.
      const answer = await run().catch((error: unknown) => {
        log.error({ err: error, job: job.id }, "an import broke while it was applied");
        return run();
      });
      if (answer.kind === "rejected") {
        job.state = "failed";
        job.message = `未导入任何数据。${answer.messages.join("；")}`;
        await removeFiles(job);
        return;
      }
      await o.applied();
      job.seq = answer.seq;
      // Whoever is told that it is done finds nothing of it on the disk.
      await removeFiles(job);
      job.state = "applied";
    } catch (error) {
      await fail(job, error);
    }
  }

  return {
    place(accountId, id) {
      const own = [...jobs.values()].filter((job) => job.accountId === accountId && isOpen(job));
      const coming = [...arriving.values()].filter((account) => account === accountId);
      if (own.length + coming.length >= MOST_OWN || jobs.size + arriving.size >= MOST) {
        throw new Refusal("too_many_requests", { detail: "有尚未处理完的导入，请先应用或取消" });
      }
      arriving.set(id, accountId);
      const giveBack = () => void arriving.delete(id);
      return { uploadPath: join(folder, `${id}.upload`), giveBack };
    },
    begin({ subject, ...known }) {
      const job: Job = {
        ...known,
        createdAt: clock(),
        uploadPath: join(folder, `${known.id}.upload`),
        cellsPath: join(folder, `${known.id}.cells`),
        itemsPath: join(folder, `${known.id}.items`),
        state: "reading",
        progress: { done: 0, total: null },
        message: null,
        preview: null,
        seq: null,
        stop: new AbortController(),
      };
      arriving.delete(job.id);
      jobs.set(job.id, job);
      void read(job, subject);
      return job;
    },
    find(id, accountId) {
      const job = jobs.get(id);
      return job === undefined || job.accountId !== accountId ? null : job;
    },
    apply(job, task) {
      if (job.state !== "ready")
        throw new Refusal("report_conflict", { detail: "该导入不在待确认状态" });
      job.state = "applying";
      void send(job, task);
    },
    async cancel(job) {
      if (job.state === "applying") {
        throw new Refusal("report_conflict", { detail: "正在写入，不能取消" });
      }
      await forget(job);
    },
    present: (job) => ({
      id: job.id,
      fileName: job.fileName,
      unit: job.unit,
      state: job.state,
      progress: job.progress,
      message: job.message,
      counts: job.preview === null ? null : { ...job.preview.counts },
      seq: job.seq,
      createdAt: job.createdAt.toISOString(),
      expiresAt: new Date(job.createdAt.getTime() + EXPIRY_MS).toISOString(),
    }),
    async close() {
      clearInterval(sweep);
      await Promise.all([...jobs.values()].map(forget));
    },
  };
}

function isOpen(job: Job): boolean {
  return job.state === "reading" || job.state === "ready" || job.state === "applying";
}

async function removeFiles(job: Job): Promise<void> {
  const paths = [job.uploadPath, job.cellsPath, job.itemsPath];
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}

/** What an earlier process left behind. A second server on this folder keeps what it works on. */
function clean(folder: string, now: Date): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const age = now.getTime() - statSync(path).mtimeMs;
    if (/^[\w-]+\.(?:upload|cells|items)$/u.test(name) && age > EXPIRY_MS)
      rmSync(path, { force: true });
  }
}
