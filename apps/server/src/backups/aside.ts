import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Backup } from "@diaodu/storage";
import { inherited } from "../child-environment.ts";

export interface BackupTask {
  /** Path of the database. */
  readonly from: string;
  readonly folder: string;
  readonly keep: number;
  /** When it is made; ISO 8601 UTC. */
  readonly at: string;
}

export interface BackupDone {
  readonly backup: Backup;
  /** Paths of the old backups that went. */
  readonly removed: readonly string[];
}

export type BackupNews =
  | ({ readonly kind: "done" } & BackupDone)
  | { readonly kind: "failed"; readonly words: string };

/** A disk that takes longer hangs: the process is ended, and what it wrote is no backup. */
const LONGEST_MS = 60 * 60_000;

const WORKER = fileURLToPath(new URL("worker.ts", import.meta.url));

/**
 * Makes a backup and removes the oldest in a process of its own: SQLite holds up its process while
 * it reads the copy from end to end, and pages must not wait for that.
 *
 * @throws Error where there is no backup afterwards
 */
export async function backUpAside(task: BackupTask, signal: AbortSignal): Promise<BackupDone> {
  signal.throwIfAborted();
  const child = fork(WORKER, {
    execArgv: [],
    env: inherited(process.env),
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, by) => resolve(`its process ended with ${by ?? code}`));
  });
  let news: BackupNews | null = null;
  child.once("message", (told) => {
    news = told as BackupNews;
    child.kill("SIGKILL");
  });
  const end = (): void => void child.kill("SIGKILL");
  const late = setTimeout(end, LONGEST_MS);
  late.unref();
  signal.addEventListener("abort", end, { once: true });
  child.send(task, () => undefined);
  const how = await ended;
  clearTimeout(late);
  signal.removeEventListener("abort", end);
  return outcome(news, how);
}

function outcome(news: BackupNews | null, how: string): BackupDone {
  if (news?.kind === "done") return news;
  throw new Error(news === null ? how : news.words);
}
