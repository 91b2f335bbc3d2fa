import { statSync } from "node:fs";
import { resolve } from "node:path";
import {
  type AuditEntry,
  type Backup,
  backupAt,
  BackupRefused,
  examine,
  restoreBackup,
  type Storage,
} from "@diaodu/storage";
import type { Config } from "../config.ts";
import { cityTime } from "../features/exports/city-time.ts";
import { databaseFile, StartRefused } from "../installation.ts";
import { inChinese } from "./backup.ts";
import { backupFault, pointOf } from "./backup-words.ts";
import { verifyAudit } from "./audit.ts";
import { type Command, type Given, onStorage, out } from "./command.ts";
import { consoleEntry } from "./console.ts";

/** Putting a database back to an earlier point. */
export const restoreCommands: readonly Command[] = [
  {
    words: "restore",
    takes: "文件或目录 [--to 时间]",
    help: "从备份恢复内置数据库（先停止服务）；--replace 替换已有数据",
    options: ["to", "head"],
    flags: ["replace"],
    prepare(given) {
      const from = given.argument;
      if (from === undefined) throw new StartRefused("请写明备份文件或备份目录。");
      const to = pointIn(given.options.to);
      const head = headIn(given.options.head);
      return {
        on: "installation",
        run: (config) => inChinese(() => restore(config, { from, to, head, given })),
      };
    },
  },
  {
    words: "restored",
    takes: "[--head 散列]",
    help: "数据库由别的办法恢复之后（如 pg_restore、快照）：校验并改换标识",
    options: ["head"],
    prepare({ options }) {
      const head = headIn(options.head);
      return onStorage((storage) => restored(storage, head));
    },
  },
];

async function restore(
  config: Config,
  o: {
    readonly from: string;
    readonly to: string | null;
    readonly head: string | undefined;
    readonly given: Given;
  },
): Promise<void> {
  const to = databaseFile(config);
  const backup = await chosen(resolve(o.from), o.to, o.head);
  const { sessions, aside } = await restoreBackup({
    backup,
    to,
    replace: o.given.flags.has("replace"),
    expectedHead: o.head,
    now: () => new Date(),
    audit: entry({ file: backup.path, seq: backup.seq, at: backup.at, sha256: backup.sha256 }),
  });
  out(
    [
      `已从 ${backup.path} 恢复到 ${to}：`,
      pointOf(backup),
      `  会话      ${sessions} 个已结束，所有人须重新登录`,
      ...(aside === null ? [] : [`  原数据库  改名保留为 ${aside}`]),
      "这之后的数据不在其中，请补录；这之后停用的接口密钥、账号和大屏请再次停用。",
      "现在可以启动服务：已打开的页面会自动换成恢复后的看板。",
    ].join("\n"),
  );
}

/** @throws BackupRefused */
async function chosen(from: string, to: string | null, head: string | undefined): Promise<Backup> {
  if (statSync(from, { throwIfNoEntry: false })?.isDirectory() === true) {
    const found = await backupAt(from, to, (fault) => out(`跳过：${backupFault(fault)}`));
    // Against the noted head this one alone is held: an earlier one cannot have it.
    return head === undefined ? found : examine(found.path, head);
  }
  const backup = await examine(from, head);
  if (to === null || backup.at <= to) return backup;
  throw new BackupRefused({ kind: "none_before", folder: from, to });
}

async function restored(storage: Storage, head: string | undefined): Promise<void> {
  const log = await storage.checkLog();
  if (!log.ok) throw new StartRefused("变更日志不完整：序号有缺。未作改动。");
  const audit = await verifyAudit(storage, head, new Date());
  const { sessions } = await storage.beginAnew(entry({ seq: log.seq }));
  out(
    [
      `数据库已校验，数据版本 ${log.seq}，最后变更 ${cityTime(log.last?.committedAt ?? null)}。`,
      `${audit}。`,
      `已改换数据库标识，${sessions} 个会话已结束；已打开的页面会自动换成恢复后的看板。`,
    ].join("\n"),
  );
}

function entry(detail: AuditEntry["detail"]): AuditEntry {
  return consoleEntry("system.restore", { detail });
}

/** As clocks in the city show it, or with an offset of its own. */
function pointIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(Z|[+-]\d{2}:\d{2})?$/u.exec(
    text,
  );
  const instant = new Date(
    `${parts?.[1] ?? ""}T${parts?.[2] ?? "23:59:59.999"}${parts?.[3] ?? "+08:00"}`,
  );
  if (Number.isNaN(instant.getTime())) {
    throw new StartRefused("--to 须为时间，如 2026-11-22T12:00（北京时间）。");
  }
  return instant.toISOString();
}

function headIn(head: string | undefined): string | undefined {
  if (head === undefined || /^[\da-f]{64}$/u.test(head)) return head;
  throw new StartRefused("--head 须为 64 位十六进制散列。");
}
