import { lastBackupIn } from "@diaodu/storage";
import type { Logger } from "pino";
import { backUpAside } from "./aside.ts";

/** Backups that the server makes by itself. */
export interface BackupPlan {
  /** It must be there: an absent disk is not to be mistaken for an empty one. */
  readonly folder: string;
  readonly everyMs: number;
  /** How many of the newest stay; 1 or more. */
  readonly keep: number;
}

/** How often it is looked whether a backup is due. */
const LOOK_MS = 60_000;
/** A failure is followed by another attempt after this. */
const RETRY_MS = 10 * 60_000;

/**
 * Backs up the embedded database whenever the newest backup of the folder is older than the plan
 * allows, whoever made it: a server that was restarted does not begin with another. It is made and
 * proved whole in a process of its own. A failure is logged, counted and tried again; the server
 * goes on as if there were no backups.
 *
 * @param o.now real time, which names the backups
 * @param o.ended told of each attempt whether it ended with a whole backup
 * @returns the way to stop, a backup under way included
 */
export function keepBackups(o: {
  readonly plan: BackupPlan;
  /** Path of the database. */
  readonly database: string;
  readonly now: () => Date;
  readonly ended: (done: boolean) => void;
  readonly log: Logger;
  readonly lookMs?: number;
  readonly retryMs?: number;
}): () => Promise<void> {
  const { plan, log } = o;
  const stopping = new AbortController();
  // Of this process' own clock, which nobody steps.
  let madeAt = -Infinity;
  let notBefore = 0;
  let running: Promise<void> | null = null;

  function isDue(): boolean {
    const last = lastBackupIn(plan.folder);
    if (last === null) return true;
    const ageMs = o.now().getTime() - Date.parse(last);
    // Of the future: the clock was stepped back, and says nothing of how old it is.
    return ageMs < 0 ? performance.now() - madeAt >= plan.everyMs : ageMs >= plan.everyMs;
  }

  async function look(): Promise<void> {
    try {
      if (!isDue()) return;
      const at = o.now().toISOString();
      const { folder, keep } = plan;
      const task = { from: o.database, folder, keep, at };
      const { backup, removed } = await backUpAside(task, stopping.signal);
      madeAt = performance.now();
      o.ended(true);
      const { path, seq, size, sha256, audit } = backup;
      log.info({ path, seq, size, sha256, auditHead: audit?.head, removed }, "backup made");
    } catch (error) {
      if (stopping.signal.aborted) return;
      notBefore = performance.now() + (o.retryMs ?? RETRY_MS);
      o.ended(false);
      log.error({ err: error, folder: plan.folder }, "no backup was made");
    }
  }

  const begin = (): void => {
    if (running !== null || performance.now() < notBefore) return;
    running = look().finally(() => {
      running = null;
    });
  };
  const timer = setInterval(begin, o.lookMs ?? LOOK_MS);
  timer.unref();
  begin();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await running;
  };
}
