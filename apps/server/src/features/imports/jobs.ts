import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import type { ImportCell, ImportJob } from "@diaodu/contracts";
import type { Subject } from "@diaodu/domain";
import type { AuditEntry, Doer, Slate } from "@diaodu/storage";
import { TaskBroken, TaskRefused } from "../../documents/run-task.ts";
import type { TaskRunner } from "../../documents/run-task.ts";
import type { Ground, Verdict } from "../../documents/task.ts";
import { Refusal } from "../../http/problems.ts";
import { readCells } from "./cells-file.ts";
import { createJobStore } from "./job-store.ts";
import type { Job } from "./job-store.ts";

/** Files of a server that died are older than any job. */
const LEFT_MS = 60 * 60_000;
/** How often whoever works on a job says how far it is, and hears that it was cancelled. */
const TELL_MS = 1000;
/** Jobs of one account, and of all: each holds files in the database. */
const MOST_OWN = 5;
const MOST = 50;

export interface Jobs {
  /**
   * A place for a new upload; it counts from here on, until it is begun or given back.
   * @throws Refusal `too_many_requests`
   */
  place(
    accountId: string,
    id: string,
  ): Promise<{ readonly uploadPath: string; readonly giveBack: () => void }>;
  /** Begins to read what was uploaded to the place. */
  begin(o: {
    readonly id: string;
    readonly accountId: string;
    readonly fileName: string;
    readonly unit: string;
    readonly sha256: string;
    readonly subject: Subject;
  }): Promise<Job>;
  /** Null for an unknown job, or somebody else's. */
  find(id: string, accountId: string | null): Promise<Job | null>;
  /** A page of the preview. */
  cells(
    job: Job,
    page: { readonly verdict: Verdict | null; readonly offset: number },
  ): Promise<{ cells: ImportCell[]; total: number }>;
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
  ): Promise<Job>;
  /** @throws Refusal `report_conflict` while it is written */
  cancel(job: Job): Promise<void>;
  present(job: Job): ImportJob;
  /** Lets go of what this server works on; resolves when the runner has ended it. */
  close(): Promise<void>;
}

/**
 * The imports of the database, each worked on by the server that was asked to; files lie on its disk
 * only meanwhile.
 *
 * @param clock real time, by which jobs expire
 * @param ground what a worker needs, asked for anew each time because the business clock moves
 * @param applied runs after a commit, before the job says so
 */
export function createJobs(o: {
  readonly folder: string;
  readonly slate: Slate;
  readonly runner: TaskRunner;
  readonly clock: () => Date;
  readonly ground: () => Ground;
  readonly applied: () => Promise<void>;
  readonly log: Logger;
}): Jobs {
  const { folder, runner, clock, log } = o;
  const store = createJobStore(o.slate, clock);
  /** Uploads that are still coming in at this server: a slow one holds a place too. */
  const arriving = new Map<string, string>();
  /** What this server works on. */
  const working = new Map<string, { readonly stop: AbortController; done: Promise<void> }>();
  let closing = false;
  clean(folder, clock());
  const pathOf = (id: string, kind: "upload" | "cells" | "items") => join(folder, `${id}.${kind}`);

  /** Works on a job; meanwhile the others hear of it, and it of them. Never rejects. */
  function work(id: string, task: (stop: AbortSignal, tell: Teller) => Promise<Partial<Job>>) {
    const stop = new AbortController();
    let progress: Job["progress"] | null = null;
    const telling = setInterval(() => {
      store
        .change(id, (job) => ({ ...job, progress: progress ?? job.progress }))
        .then((job) => job ?? stop.abort(new Error("cancelled")))
        .catch((error: unknown) => log.warn({ err: error, job: id }, "an import is not told of"));
    }, TELL_MS);
    telling.unref();
    const tell: Teller = (told) => {
      progress = told;
    };
    const run = async (): Promise<void> => {
      try {
        const ended = await task(stop.signal, tell).catch((error: unknown) => failed(id, error));
        // Whoever is told how it ended finds nothing of it on the disk.
        await removeFiles(id);
        await store.change(id, (job) => ({ ...job, progress: progress ?? job.progress, ...ended }));
      } catch (error) {
        log.error({ err: error, job: id }, "how an import ended could not be kept");
      } finally {
        clearInterval(telling);
        working.delete(id);
      }
    };
    const one = { stop, done: Promise.resolve() };
    working.set(id, one);
    one.done = run();
  }

  function failed(id: string, error: unknown): Partial<Job> {
    if (closing) return { state: "failed", message: "服务已重新启动，请重新上传" };
    const told = error instanceof TaskRefused || error instanceof TaskBroken;
    if (!(error instanceof TaskRefused)) log.error({ err: error, job: id }, "import failed");
    return { state: "failed", message: told ? error.message : "处理文件时出错" };
  }

  function read(job: Job, subject: Subject): void {
    const { id, unit, sha256, fileName } = job;
    const [cellsPath, itemsPath] = [pathOf(id, "cells"), pathOf(id, "items")];
    const upload = { path: pathOf(id, "upload"), name: fileName, sha256, unit };
    work(id, async (signal, tell) => {
      const { counts, offsets, needsReason } = await runner.run<"read">(
        { kind: "read", ...o.ground(), upload, subject, cellsPath, itemsPath },
        { signal, onProgress: (done, total) => tell({ done, total }) },
      );
      await store.keep(id, "cells", await readFile(cellsPath));
      await store.keep(id, "items", await readFile(itemsPath));
      await store.keep(id, "offsets", new Uint8Array(offsets.buffer));
      return { state: "ready", counts, needsReason };
    });
  }

  async function send(job: Job, task: Parameters<Jobs["apply"]>[1]): Promise<Partial<Job>> {
    const itemsPath = pathOf(job.id, "items");
    await writeFile(itemsPath, await store.part(job.id, "items"), { mode: 0o600 });
    const run = () =>
      runner.run<"apply">({
        kind: "apply",
        ...o.ground(),
        ...task,
        jobId: job.id,
        unit: job.unit,
        itemsPath,
      });
    // A worker that broke may have committed or not: the second run is answered with the first's.
    const answer = await run().catch((error: unknown) => {
      log.error({ err: error, job: job.id }, "an import broke while it was applied");
      return run();
    });
    if (answer.kind === "rejected") {
      return { state: "failed", message: `未导入任何数据。${answer.messages.join("；")}` };
    }
    await o.applied();
    return { state: "applied", seq: answer.seq };
  }

  /** Never rejects: what could not be removed goes when a server starts. */
  async function removeFiles(id: string): Promise<void> {
    for (const kind of ["upload", "cells", "items"] as const) {
      await rm(pathOf(id, kind), { force: true }).catch((error: unknown) =>
        log.warn({ err: error, job: id, kind }, "a file of an import stays"),
      );
    }
  }

  return {
    async place(accountId, id) {
      const giveBack = () => void arriving.delete(id);
      // Taken before the others are counted: those that come at once see each other.
      arriving.set(id, accountId);
      try {
        const all = await store.all();
        const own = all.filter((job) => job.accountId === accountId && isOpen(job));
        const coming = [...arriving.values()].filter((account) => account === accountId);
        if (own.length + coming.length > MOST_OWN || all.length + arriving.size > MOST) {
          throw new Refusal("too_many_requests", { detail: "有尚未处理完的导入，请先应用或取消" });
        }
      } catch (error) {
        giveBack();
        throw error;
      }
      return { uploadPath: pathOf(id, "upload"), giveBack };
    },
    async begin({ subject, ...known }) {
      const job = await store.add({
        ...known,
        createdAt: clock().toISOString(),
        state: "reading",
        progress: { done: 0, total: null },
        message: null,
        counts: null,
        needsReason: false,
        seq: null,
      });
      arriving.delete(job.id);
      read(job, subject);
      return job;
    },
    async find(id, accountId) {
      const job = await store.find(id);
      return job === null || job.accountId !== accountId ? null : job;
    },
    cells: ({ id, counts }, page) =>
      readCells((part, piece) => store.part(id, part, piece), counts, page),
    async apply({ id }, task) {
      const job = await store.change(id, (found) =>
        found.state === "ready" ? { ...found, state: "applying" } : null,
      );
      if (job === null) throw new Refusal("report_conflict", { detail: "该导入不在待确认状态" });
      work(id, () =>
        send(job, task).catch((error: unknown) => {
          // Another server may apply it again: it is written once at most.
          if (closing) return { state: "ready" } as const;
          throw error;
        }),
      );
      return job;
    },
    async cancel({ id, state }) {
      if (state === "applying") {
        throw new Refusal("report_conflict", { detail: "正在写入，不能取消" });
      }
      await store.remove(id);
      const here = working.get(id);
      here?.stop.abort(new Error("cancelled"));
      await here?.done;
    },
    present: (job) => {
      const { accountId: _, sha256: __, needsReason: ___, heldUntil: ____, ...shown } = job;
      return { ...shown, expiresAt: store.expiresAt(job) };
    },
    async close() {
      closing = true;
      const all = [...working.values()];
      for (const { stop } of all) stop.abort(new Error("closing"));
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

type Teller = (progress: Job["progress"]) => void;

function isOpen(job: Job): boolean {
  return job.state === "reading" || job.state === "ready" || job.state === "applying";
}

/** What an earlier process left behind. A second server on this folder keeps what it works on. */
function clean(folder: string, now: Date): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // Another server that starts at the same moment may be faster.
    const age = now.getTime() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    if (/^[\w-]+\.(?:upload|cells|items)$/u.test(name) && age > LEFT_MS)
      rmSync(path, { force: true });
  }
}
