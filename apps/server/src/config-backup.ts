import { z } from "zod";
import type { BackupPlan } from "./backups/keep-backups.ts";
import { whole } from "./config-values.ts";

const MINUTE_MS = 60_000;

/** Settings of the backups that the server makes by itself. */
export const BACKUP_SETTINGS = {
  BACKUP_DIRECTORY: z.string().min(1, "不能为空").nullable().default(null),
  BACKUP_MINUTES: whole(5, 10_080).nullable().default(null),
  BACKUP_KEEP: whole(1, 10_000).nullable().default(null),
};

/** A day: what the alert for backups that are overdue goes by. */
const USUAL_MINUTES = 1440;
const USUAL_KEEP = 200;

/** Reads one setting by name; a fault was noted already where it gives nothing usable. */
type Setting = <N extends keyof typeof BACKUP_SETTINGS>(
  name: N,
) => z.output<(typeof BACKUP_SETTINGS)[N]>;

/** Null where no directory is set: then backups are somebody else's business. */
export function backupOf(setting: Setting): BackupPlan | null {
  const folder = setting("BACKUP_DIRECTORY");
  const everyMs = (setting("BACKUP_MINUTES") ?? USUAL_MINUTES) * MINUTE_MS;
  const keep = setting("BACKUP_KEEP") ?? USUAL_KEEP;
  return folder === null ? null : { folder, everyMs, keep };
}

/** What is wrong with settings that are each right. */
export function backupFaults(setting: Setting): string[] {
  if (setting("BACKUP_DIRECTORY") !== null) return [];
  const without = (["BACKUP_MINUTES", "BACKUP_KEEP"] as const).filter(
    (name) => setting(name) !== null,
  );
  return without.map((name) => `DIAODU_${name}：须同时设 DIAODU_BACKUP_DIRECTORY，否则不会备份`);
}
