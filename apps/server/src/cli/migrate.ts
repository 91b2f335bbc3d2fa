import { randomUUID } from "node:crypto";
import { cancelMove, MoveRefused, moveToPostgres, SchemaTooNew } from "@diaodu/storage";
import type { MoveFault, MoveProgress, MoveReport } from "@diaodu/storage";
import { faultOfAddress } from "../config.ts";
import type { Config } from "../config.ts";
import { databaseFile, StartRefused } from "../installation.ts";
import { type Command, out } from "./command.ts";

/** From the embedded database to PostgreSQL, once. */
export const migrateCommands: readonly Command[] = [
  {
    words: "migrate-to-postgres",
    takes: "[--to 地址]",
    help: "把内置数据库迁往 PostgreSQL；可中断，再运行即继续",
    options: ["to"],
    prepare: ({ argument, options }) => {
      if (argument !== undefined) throw new StartRefused(`migrate-to-postgres 不认识：${argument}`);
      return { on: "installation", run: (config) => move(config, options.to) };
    },
  },
  {
    words: "migrate-to-postgres cancel",
    takes: "",
    help: "放弃没有完成的迁移，继续使用内置数据库",
    prepare: () => ({ on: "installation", run: cancel }),
  },
];

async function move(config: Config, to = config.databaseUrl ?? undefined): Promise<void> {
  if (to === undefined || !/^postgres(ql)?:\/\/.+/u.test(to)) {
    throw new StartRefused(
      "请用 DIAODU_DATABASE_URL 或 --to 写明 PostgreSQL 的地址，如 postgres://用户@主机/库名。",
    );
  }
  const fault = faultOfAddress(to);
  if (fault !== null) throw new StartRefused(`--to：${fault}`);
  const from = embedded(config);
  const report = await withWords(() =>
    moveToPostgres({ from, to, now: () => new Date(), newId: randomUUID, progress: teller() }),
  );
  out(told(report));
}

async function cancel(config: Config): Promise<void> {
  const from = embedded(config);
  const { to } = await withWords(() =>
    cancelMove({ from, now: () => new Date(), newId: randomUUID }),
  );
  out(`已放弃迁往 ${to}，可以继续使用内置数据库。已写入的部分会在下次迁往那里时清除。`);
}

/** The embedded database of the data folder, whatever the installation is to use from now on. */
const embedded = (config: Config): string =>
  `file:${databaseFile({ ...config, databaseUrl: null })}`;

/** Tells of tables that take their time, at each tenth. */
function teller(): (progress: MoveProgress) => void {
  const LONG = 50_000;
  let last = "";
  return ({ step, table, rows, of }) => {
    if (of < LONG) return;
    const words =
      step === "check"
        ? `核对 ${table}`
        : `迁移 ${table} ${Math.floor((rows / of) * 10) * 10}%（共 ${of} 行）`;
    if (words !== last) out(words);
    last = words;
  };
}

function told({ to, resumed, tables, audit }: MoveReport): string {
  if (tables.length === 0) return `此前已全部迁往 ${to}，现已停用内置数据库。\n${next()}`;
  const longest = Math.max(...tables.map(({ table }) => table.length));
  const rows = tables.map(
    ({ table, rows: count, hash }) =>
      `  ${table.padEnd(longest)}  ${String(count).padStart(10)}  ${hash.slice(0, 16)}  一致`,
  );
  return [
    `${resumed ? "接着上次的进度，" : ""}已全部迁往 ${to}。两边逐行核对：`,
    `  ${"表".padEnd(longest - 1)}  ${"行数".padStart(8)}  SHA-256（前 16 位）`,
    ...rows,
    audit?.ok === false
      ? `注意：审计日志第 ${audit.at} 行起不连续；两边相同，迁移前就是如此。`
      : `审计日志完整，共 ${audit?.rows ?? 0} 行，链尾散列 ${audit?.head ?? ""}`,
    next(),
  ].join("\n");
}

function next(): string {
  return "请设置 DIAODU_DATABASE_URL 后启动服务。内置数据库文件已停用，可作为备份保留。";
}

async function withWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MoveRefused) throw new StartRefused(wordsOf(error.fault));
    if (error instanceof SchemaTooNew) {
      throw new StartRefused(
        `数据由更新的版本写成（结构版本 ${error.found}，本程序支持到 ${error.known}），请升级程序。`,
      );
    }
    throw error;
  }
}

function wordsOf(fault: MoveFault): string {
  switch (fault.kind) {
    case "no_source":
      return "数据目录中没有内置数据库。请用 --data 或 DIAODU_DATA_DIR 指明目录。";
    case "source_in_use":
      return "内置数据库正被使用：请先停止服务（以及其他迁移），再迁移。";
    case "already_moved":
      return `内置数据库已于 ${fault.at} 迁往 ${fault.to}。`;
    case "moving_elsewhere":
      return `此前已开始迁往 ${fault.to}，请用同一地址继续，或先运行 migrate-to-postgres cancel 放弃。`;
    case "target_occupied":
      return `目标数据库不是空的（表 ${fault.table} 中有数据）。请新建一个空的数据库。`;
    case "unstorable":
      return `表 ${fault.table} 中 ${fault.key} 的 ${fault.column} 含有 PostgreSQL 不能保存的字符（NUL），没有迁移。`;
    case "differs":
      return `核对未通过，两边不一致的表：${fault.tables.join("、")}。内置数据库没有停用，也没有改动；请运行 migrate-to-postgres cancel，查明原因后重新迁移。`;
    case "nothing_to_cancel":
      return "没有未完成的迁移。";
  }
}
