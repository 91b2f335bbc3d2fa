import type { Backup, BackupFault } from "@diaodu/storage";
import { cityTime } from "../features/exports/city-time.ts";

/** How the chain of the audit log is broken, for a person. */
export const AUDIT_FAULTS = {
  edited: "被改动",
  removed: "之前有行被删除",
  reordered: "顺序被调换",
  head_missing: "之后的行不见了：没有找到给出的链尾散列",
} as const;

/** Why there is no backup or no restoring, for a person. */
export function backupFault(fault: BackupFault): string {
  switch (fault.kind) {
    case "not_found":
      return `没有找到 ${fault.path}。`;
    case "damaged":
      return `${fault.path} 已损坏：${fault.words}`;
    case "foreign":
      return `${fault.path} 不是本系统的数据库。`;
    case "log_broken":
      return `${fault.path} 的变更日志不完整：序号有缺。`;
    case "audit_broken": {
      const { at, fault: how } = fault.verdict;
      return `${fault.path} 的审计日志不完整：第 ${at} 行${AUDIT_FAULTS[how]}。`;
    }
    case "too_new":
      return `${fault.path} 由更新的版本写成（结构版本 ${fault.found}，本程序支持到 ${fault.known}），请升级程序。`;
    case "exists":
      return `${fault.path} 已经存在，请换一个文件名。`;
    case "none_before":
      return fault.to === null
        ? `${fault.folder} 中没有完好的备份。`
        : `${fault.folder} 中没有 ${cityTime(fault.to)} 或之前的完好备份。`;
    case "in_use":
      return `${fault.path} 正在被使用：请先停止服务。`;
    case "occupied":
      return `${fault.path} 已有数据。确要替换请加 --replace：原数据库会改名保留。`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  observations: "数据发布",
  report: "填报",
  access: "账号与权限",
  dispatch: "调度事项",
  round: "调度期",
};

/** What point of the log a backup is, in a line or two. */
export function pointOf({ seq, at, last, audit }: Backup): string {
  const change =
    last === null ? "没有变更" : `${cityTime(last.committedAt)}，${KINDS[last.kind] ?? "目录调整"}`;
  return [
    `  数据版本  ${seq}（截至 ${cityTime(at)}）`,
    `  最后变更  ${change}`,
    audit === null
      ? "  审计日志  无（旧结构）"
      : `  审计日志  ${audit.rows} 行，链尾散列 ${audit.head}`,
  ].join("\n");
}
