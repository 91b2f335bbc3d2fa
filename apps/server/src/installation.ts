import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { openStorage, StorageMoved } from "@diaodu/storage";
import type { Storage } from "@diaodu/storage";
import type { Config } from "./config.ts";

/** A data folder holds either real figures or a replay, from its first start on. */
export type Mode = "real" | "demo";

const MODE = "mode";

/** Raised with a Chinese sentence for the person who starts the program. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}

/**
 * The file of an embedded database.
 * @throws StartRefused where PostgreSQL is configured: its own programs back it up
 */
export function databaseFile(config: Pick<Config, "dataDir" | "databaseUrl">): string {
  if (config.databaseUrl !== null) {
    throw new StartRefused(
      "本安装使用 PostgreSQL，请用 pg_dump 备份、pg_restore 恢复，见 apps/server/deploy/BACKUP.md。",
    );
  }
  return join(resolve(config.dataDir), "diaodu.db");
}

/** The database of this installation: PostgreSQL where configured, else a file in the data folder. */
export function storageUrl(config: Pick<Config, "dataDir" | "databaseUrl">): string {
  return config.databaseUrl ?? `file:${databaseFile(config)}`;
}

/** Opens the database, making the data folder where needed. `now` stamps what it writes by itself. */
export async function openInstallation(
  config: Pick<Config, "dataDir" | "databaseUrl" | "database">,
  now: () => Date,
): Promise<Storage> {
  if (config.databaseUrl === null) mkdirSync(resolve(config.dataDir), { recursive: true });
  try {
    return await openStorage({ url: storageUrl(config), postgres: config.database, now });
  } catch (error) {
    throw error instanceof StorageMoved ? new StartRefused(movedWords(error)) : error;
  }
}

/** Why nothing can be done with a database whose content is elsewhere, and what to do. */
function movedWords({ state, to, at }: StorageMoved): string {
  const again = "请再运行 npm run cli -- migrate-to-postgres 继续";
  switch (state) {
    case "moving":
      return `这里的数据正在迁往 PostgreSQL（${to}），还没有迁完。${again}，或运行 migrate-to-postgres cancel 放弃。`;
    case "moved":
      return `这里的数据已于 ${at} 迁往 PostgreSQL（${to}），不再使用。请设置 DIAODU_DATABASE_URL 后启动。`;
    case "arriving":
      return `这个 PostgreSQL 中的数据还没有迁完。${again}。`;
  }
}

/**
 * Does `work` with the installation's database, which is closed whatever comes of it.
 * @throws StartRefused where there is none: a command for nobody must not leave one behind, and
 *   report success on it
 */
export async function withInstallation<T>(
  config: Pick<Config, "dataDir" | "databaseUrl" | "database">,
  work: (storage: Storage) => Promise<T>,
): Promise<T> {
  const file = config.databaseUrl === null ? databaseFile(config) : null;
  if (file !== null && !existsSync(file)) {
    throw new StartRefused(
      `没有找到 ${file}。请用 DIAODU_DATA_DIR 或 --data 指明数据目录；新的安装请先启动一次服务。`,
    );
  }
  const storage = await openInstallation(config, () => new Date());
  try {
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** What this database was started as; null while it was never started. */
export async function modeOf(storage: Storage): Promise<Mode | null> {
  const mode = await storage.meta.get(MODE);
  return mode === "real" || mode === "demo" ? mode : null;
}

/**
 * Takes the database for `mode` at its first start, and refuses the other mode ever after: a replay
 * must not write among real figures, nor real figures pass for a replay.
 * @throws StartRefused
 */
export async function claimMode(storage: Storage, mode: Mode, where: string): Promise<void> {
  // Figures without a mode were put there by a tool, not by a demonstration.
  const holdsFigures = (await modeOf(storage)) === null && (await storage.headSeq()) > 0;
  const found = await storage.meta.claim(MODE, holdsFigures ? "real" : mode);
  if (found !== mode) {
    throw new StartRefused(
      found === "real"
        ? `${where} 中是正式数据，不能用于演示。请用 DIAODU_DATA_DIR 指定另一个目录。`
        : `${where} 中是演示数据，不能用于正式运行。请用 DIAODU_DATA_DIR 指定另一个目录。`,
    );
  }
}
