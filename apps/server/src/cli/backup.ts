import { dirname, resolve } from "node:path";
import {
  BackupRefused,
  LAST_BACKUP_AT,
  type ListedBackup,
  listBackups,
  makeBackup,
  rotate,
} from "@diaodu/storage";
import type { Config } from "../config.ts";
import { databaseFile, StartRefused } from "../installation.ts";
import { cityTime } from "../features/exports/city-time.ts";
import { backupFault, pointOf } from "./backup-words.ts";
import { type Command, onStorage, out } from "./command.ts";

/** Backups of the embedded database, made while the server runs. */
export const backupCommands: readonly Command[] = [
  {
    words: "backup",
    takes: "[文件或目录] [--keep 份数]",
    help: "在线备份内置数据库，校验后才写成；--keep 只留目录中最新的几份",
    options: ["keep"],
    prepare({ argument, options }) {
      const keep = options.keep === undefined ? null : Number(options.keep);
      if (keep !== null && !(Number.isInteger(keep) && keep >= 1)) {
        throw new StartRefused("--keep 须为 1 或更大的整数。");
      }
      return {
        on: "installation",
        run: (config) => inChinese(() => back(config, argument, keep)),
      };
    },
  },
  {
    words: "backup list",
    takes: "[目录]",
    help: "逐个校验目录中的备份",
    prepare: ({ argument }) => ({
      on: "installation",
      run: (config) => inChinese(() => list(folderOf(config, argument))),
    }),
  },
  {
    words: "backup noted",
    takes: "",
    help: "数据库已由别的办法备份（如 pg_dump）：记下时间，供监控",
    prepare: () =>
      onStorage(async (storage) => {
        const at = new Date().toISOString();
        await storage.meta.set(LAST_BACKUP_AT, at);
        out(`已记下：${cityTime(at)} 备份完成。`);
      }),
  },
];

/** Where backups go unless it is said: beside the database they outlive no disk, but any mistake. */
function folderOf(config: Config, argument: string | undefined): string {
  return resolve(argument ?? `${config.dataDir}/backups`);
}

/** What storage refuses, in words for a person. */
export async function inChinese(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof BackupRefused) throw new StartRefused(backupFault(error.fault));
    throw error;
  }
}

async function back(
  config: Config,
  argument: string | undefined,
  keep: number | null,
): Promise<void> {
  const folder = argument === undefined ? `${folderOf(config, argument)}/` : argument;
  const made = await makeBackup(databaseFile(config), folder, () => new Date());
  out(
    [
      `备份已写成并校验：${made.path}`,
      pointOf(made),
      `  大小      ${made.size} 字节`,
      `  SHA-256   ${made.sha256}`,
    ].join("\n"),
  );
  if (keep === null) return;
  for (const path of rotate(dirname(made.path), made, keep, new Date()))
    out(`已删除旧备份：${path}`);
}

async function list(folder: string): Promise<void> {
  let count = 0;
  let damaged = 0;
  for await (const one of listBackups(folder)) {
    count += 1;
    if (!one.ok) damaged += 1;
    out(line(one));
  }
  if (count === 0) out(`${folder} 中没有备份。`);
  if (damaged > 0) throw new StartRefused(`${damaged} 个备份不完好。`);
}

function line(one: ListedBackup): string {
  if (!one.ok) return `损坏  ${backupFault(one.fault)}`;
  const { path, at, seq, size } = one.backup;
  return `完好  ${cityTime(at)}  数据版本 ${seq}  ${size} 字节  ${path}`;
}
