import { resolve } from "node:path";
import { BackupRefused, type ListedBackup, listBackups, makeBackup } from "@diaodu/storage";
import type { Config } from "../config.ts";
import { databaseFile, StartRefused } from "../installation.ts";
import { cityTime } from "../features/exports/city-time.ts";
import { backupFault, pointOf } from "./backup-words.ts";
import { type Command, out } from "./command.ts";

/** Backups of the embedded database, made while the server runs. */
export const backupCommands: readonly Command[] = [
  {
    words: "backup",
    takes: "[文件或目录]",
    help: "在线备份内置数据库，校验后才写成",
    prepare: ({ argument }) => ({
      on: "installation",
      run: (config) => inChinese(() => back(config, argument)),
    }),
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

async function back(config: Config, argument: string | undefined): Promise<void> {
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
