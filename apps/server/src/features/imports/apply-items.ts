import { readFile } from "node:fs/promises";
import { may } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";
import type { Answers, ApplyTask } from "../../documents/task.ts";
import { todayAt } from "../reports/desk.ts";
import { newReport } from "../reports/reported-figure.ts";
import { rulesOfReports } from "../reports/submit.ts";
import type { Prepared, PreparedItem } from "./prepared.ts";

/** Faults named in one answer; there is a preview to read. */
const MOST_MESSAGES = 20;

/**
 * Sends every figure of a preview as one change, or none. Rules, duties and rights are asked again:
 * half an hour may lie between looking and applying. A second run of the same job is answered with
 * what the first one wrote.
 */
export async function applyItems(storage: Storage, task: ApplyTask): Promise<Answers["apply"]> {
  const { unit, simulated } = task;
  const prepared = JSON.parse(await readFile(task.itemsPath, "utf8")) as Prepared;
  const today = todayAt(task.now, task.calendar);
  const rulesOf = rulesOfReports(await storage.catalogue(), today);
  const items = prepared.items.map((item) => {
    const { sheet, cell, reason, note } = item;
    const said = { reason: reason ?? task.reason, note: note ?? task.note };
    return newReport(
      { ...item, ...said, unchanged: false, attachment: null },
      { unit, origin: { kind: "file", ...prepared.file, sheet, cell }, simulated },
    );
  });
  const messages = items.flatMap((item, index) => {
    const at = placeOf(prepared.items[index]);
    const allowed = may(task.subject, "report.write", item);
    const own = rulesOf(unit, item).map(({ message }) => `${at}：${message}`);
    return allowed ? own : [...own, `${at}：没有该地区的填报权限`];
  });
  if (messages.length > 0) return { kind: "rejected", messages: messages.slice(0, MOST_MESSAGES) };
  const result = await storage.submitReports({
    items,
    round: today.round.code,
    by: task.by,
    at: today.now,
    audit: task.audit,
    idempotency: { callerId: "import", key: task.jobId, bodyHash: prepared.file.sha256 },
  });
  switch (result.kind) {
    case "committed":
    case "repeated":
      return { kind: "applied", seq: result.seq };
    case "idempotency_conflict":
      return { kind: "rejected", messages: ["该导入任务已用于另一份文件"] };
    case "rejected":
      return {
        kind: "rejected",
        messages: result.faults
          .slice(0, MOST_MESSAGES)
          .map(({ index, message }) => `${placeOf(prepared.items[index])}：${message}`),
      };
  }
}

function placeOf(item: PreparedItem | undefined): string {
  return item === undefined ? "" : `${item.sheet}!${item.cell}`;
}
