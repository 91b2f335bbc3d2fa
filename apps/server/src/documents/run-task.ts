import { Worker } from "node:worker_threads";
import type { Answers, News, Task } from "./task.ts";

/** The document that a task was given is at fault. The message is for the person who sent it. */
export class TaskRefused extends Error {
  override readonly name = "TaskRefused";
}

/** The thread ended before its task: it crashed, or took too much memory or time. */
export class TaskBroken extends Error {
  override readonly name = "TaskBroken";
}

/** Runs tasks in threads of their own, a few at a time. */
export interface TaskRunner {
  /** @throws TaskRefused, TaskBroken; the signal's reason where it was aborted */
  run<K extends Task["kind"]>(task: Extract<Task, { kind: K }>, o?: Watch): Promise<Answers[K]>;
  /** Ends every thread. */
  close(): Promise<void>;
}

interface Watch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number | null) => void;
}

export interface RunnerLimits {
  /** Threads at a time; others wait for their turn. */
  readonly threads: number;
  /** MiB of a thread's heap. */
  readonly memoryMb: number;
  readonly timeMs: number;
  /** How long a thread without work is kept: starting one takes a second. */
  readonly idleMs: number;
}

export const RUNNER_LIMITS: RunnerLimits = {
  threads: 2,
  memoryMb: 512,
  timeMs: 60_000,
  idleMs: 60_000,
};

const THREAD = new URL("thread.ts", import.meta.url);

interface Idle {
  readonly worker: Worker;
  readonly until: NodeJS.Timeout;
}

/** @param thread another script, for tests of threads that misbehave */
export function createTaskRunner(
  limits: RunnerLimits = RUNNER_LIMITS,
  thread = THREAD,
): TaskRunner {
  const waiting: (() => void)[] = [];
  const idle: Idle[] = [];
  const all = new Set<Worker>();
  let busy = 0;
  let closed = false;

  function start(): Worker {
    const worker = new Worker(thread, {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
      // What it may not inherit: flags and environment of the server.
      execArgv: [],
      env: {},
    });
    all.add(worker);
    worker.once("exit", () => all.delete(worker));
    // Without a listener the error of a thread that nobody waits for would be the server's.
    worker.on("error", () => {});
    return worker;
  }

  function take(): Worker {
    const rested = idle.pop();
    if (rested === undefined) return start();
    clearTimeout(rested.until);
    return rested.worker;
  }

  function rest(worker: Worker): void {
    if (closed || !all.has(worker)) return;
    const until = setTimeout(() => {
      idle.splice(idle.indexOf(one), 1);
      void worker.terminate();
    }, limits.idleMs);
    until.unref();
    const one = { worker, until };
    idle.push(one);
    worker.unref();
  }

  async function turn(signal: AbortSignal | undefined): Promise<void> {
    if (busy < limits.threads) {
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
          else await worker.terminate();
          throw error;
        }
      } finally {
        handOver();
      }
    },
    async close() {
      closed = true;
      for (const { until } of idle) clearTimeout(until);
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function outcomeOf(
  worker: Worker,
  task: Task,
  { timeMs, memoryMb }: RunnerLimits,
  { signal, onProgress }: Watch,
): Promise<Answers[keyof Answers]> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(late);
      signal?.removeEventListener("abort", aborted);
      worker.off("message", heard).off("error", crashed).off("exit", ended);
      end();
    };
    const broken = (words: string, cause?: unknown) =>
      settle(() => reject(new TaskBroken(words, { cause })));
    const aborted = () => settle(() => reject(signal?.reason as Error));
    const ended = () => broken("处理文件时意外中断");
    const crashed = (error: unknown) => {
      const full = error instanceof Error && "code" in error && error.code === OUT_OF_MEMORY;
      broken(full ? `处理所需内存超过 ${memoryMb} MB，已停止` : "处理文件时出错", error);
    };
    const heard = (news: News) => {
      if (news.kind === "progress") onProgress?.(news.done, news.total);
      else if (news.kind === "refused") settle(() => reject(new TaskRefused(news.message)));
      else settle(() => resolve(news.answer));
    };
    const seconds = Math.round(timeMs / 1000);
    const late = setTimeout(() => broken(`处理超过 ${seconds} 秒，已停止`), timeMs);
    signal?.addEventListener("abort", aborted);
    worker.ref();
    worker.on("message", heard).on("error", crashed).on("exit", ended);
    worker.postMessage(task);
  });
}

const OUT_OF_MEMORY = "ERR_WORKER_OUT_OF_MEMORY";
