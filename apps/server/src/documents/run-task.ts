import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { inherited } from "../child-environment.ts";
import type { Answers, News, Task } from "./task.ts";

/** The document that a task was given is at fault. The message is for the person who sent it. */
export class TaskRefused extends Error {
  override readonly name = "TaskRefused";
}

/** The worker ended before its task: it crashed, or took too much memory or time. */
export class TaskBroken extends Error {
  override readonly name = "TaskBroken";
}

/**
 * Runs tasks in processes of their own, a few at a time. Not in threads: a thread that runs out of
 * memory in one large allocation takes the whole server with it.
 */
export interface TaskRunner {
  /** @throws TaskRefused, TaskBroken; the signal's reason where it was aborted */
  run<K extends Task["kind"]>(task: Extract<Task, { kind: K }>, o?: Watch): Promise<Answers[K]>;
  /** Ends every process. */
  close(): Promise<void>;
}

interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number | null) => void;
}

export interface RunnerLimits {
  /** Processes at a time; others wait for their turn. */
  readonly workers: number;
  /** MiB of a process's heap. */
  readonly memoryMb: number;
  readonly timeMs: number;
  /** How long a process without work is kept: starting one takes a second. */
  readonly idleMs: number;
}

export const RUNNER_LIMITS: RunnerLimits = {
  workers: 2,
  memoryMb: 512,
  timeMs: 60_000,
  idleMs: 60_000,
};

const WORKER = new URL("worker.ts", import.meta.url);

interface Idle {
  readonly worker: ChildProcess;
  readonly until: NodeJS.Timeout;
}

/** @param script another one, for tests of workers that misbehave */
export function createTaskRunner(
  limits: RunnerLimits = RUNNER_LIMITS,
  script = WORKER,
): TaskRunner {
  const waiting: (() => void)[] = [];
  const idle: Idle[] = [];
  const all = new Set<ChildProcess>();
  let busy = 0;
  let closed = false;

  function take(): ChildProcess {
    const rested = idle.pop();
    if (rested !== undefined) {
      clearTimeout(rested.until);
      return rested.worker;
    }
    const worker = fork(fileURLToPath(script), {
      serialization: "advanced",
      execArgv: [`--max-old-space-size=${limits.memoryMb}`],
      env: inherited(process.env),
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    all.add(worker);
    worker.once("exit", () => {
      all.delete(worker);
      const at = idle.findIndex((one) => one.worker === worker);
      if (at >= 0) clearTimeout(idle.splice(at, 1)[0]?.until);
    });
    // A worker that could not be started or reached also ends its task: see outcomeOf.
    worker.on("error", () => {});
    return worker;
  }

  function rest(worker: ChildProcess): void {
    if (closed || !all.has(worker)) return;
    const until = setTimeout(() => {
      // Out of the list at once: nobody may be given a worker that is on its way out.
      const at = idle.findIndex((one) => one.worker === worker);
      if (at >= 0) idle.splice(at, 1);
      worker.kill("SIGKILL");
    }, limits.idleMs);
    until.unref();
    idle.push({ worker, until });
  }

  async function turn(signal: AbortSignal | undefined): Promise<void> {
    if (busy < limits.workers) {
      busy += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = () => resolve();
      waiting.push(begin);
      signal?.addEventListener("abort", () => {
        const at = waiting.indexOf(begin);
        if (at < 0) return;
        waiting.splice(at, 1);
        reject(signal.reason as Error);
      });
    });
  }

  function handOver(): void {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  }

  return {
    async run(task, watch = {}) {
      await turn(watch.signal);
      try {
        watch.signal?.throwIfAborted();
        if (closed) throw new TaskBroken("服务正在停止");
        const worker = take();
        try {
          const answer = await outcomeOf(worker, task, limits, watch);
          rest(worker);
          return answer as never;
        } catch (error) {
          if (error instanceof TaskRefused) rest(worker);
          else await end(worker);
          throw error;
        }
      } finally {
        handOver();
      }
    },
    async close() {
      closed = true;
      for (const { until } of idle) clearTimeout(until);
      await Promise.all([...all].map(end));
    },
  };
}

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
    if (!worker.kill("SIGKILL")) resolve();
  });
}

function outcomeOf(
  worker: ChildProcess,
  task: Task,
  { timeMs, memoryMb }: RunnerLimits,
  { signal, onProgress }: Watch,
): Promise<Answers[keyof Answers]> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      clearTimeout(late);
      signal?.removeEventListener("abort", aborted);
      worker.off("message", heard).off("error", lost).off("exit", ended);
      finish();
    };
    const broken = (words: string, cause?: unknown) =>
      settle(() => reject(new TaskBroken(words, { cause })));
    const aborted = () => settle(() => reject(signal?.reason as Error));
    const lost = (error: unknown) => broken("处理文件时出错", error);
    const ended = (code: number | null, by: string | null) => {
      // V8 aborts the process when its heap is full.
      const full = by === "SIGABRT" || by === "SIGTRAP" || code === 134;
      broken(full ? `处理所需内存超过 ${memoryMb} MB，已停止` : "处理文件时意外中断", { code, by });
    };
    const heard = (message: unknown) => {
      const news = message as News;
      if (news.kind === "progress") onProgress?.(news.done, news.total);
      else if (news.kind === "refused") settle(() => reject(new TaskRefused(news.message)));
      else if (news.kind === "broken") broken("处理文件时出错", news.stack);
      else settle(() => resolve(news.answer));
    };
    const seconds = Math.round(timeMs / 1000);
    const late = setTimeout(() => broken(`处理超过 ${seconds} 秒，已停止`), timeMs);
    signal?.addEventListener("abort", aborted);
    worker.on("message", heard).on("error", lost).on("exit", ended);
    worker.send(task);
  });
}
