import type { AuditFilter, AuditRow, Storage } from "@diaodu/storage";
import { actionName } from "./action-names.ts";
import type { NameOf } from "./object-names.ts";
import { presentRow } from "./present-row.ts";

const ROWS_AT_ONCE = 1000;
const BOM = "\u{FEFF}";
const HEADINGS = [
  "序号",
  "时间",
  "类别",
  "操作者",
  "地址",
  "操作",
  "对象",
  "对象代码",
  "结果",
  "说明",
  "散列",
];
const KINDS = {
  person: "人员",
  screen: "大屏",
  machine: "接口",
  system: "系统",
  anonymous: "未登录",
};
const RESULTS = { done: "完成", refused: "拒绝", failed: "失败" };

/** Rows that a filter takes, newest first, read in parts: a year of them must not fill memory. */
export async function* rowsOf(
  storage: Pick<Storage, "readAudit">,
  filter: AuditFilter,
): AsyncGenerator<readonly AuditRow[]> {
  let { before } = filter;
  for (;;) {
    const rows = await storage.readAudit({ ...filter, before, limit: ROWS_AT_ONCE });
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS_AT_ONCE) return;
    before = rows.at(-1)?.n;
  }
}

/** A spreadsheet's text file: UTF-8 with a mark by which spreadsheets know it. */
export async function* csvOf(
  parts: AsyncIterable<readonly AuditRow[]>,
  head: string,
  nameOf: NameOf,
): AsyncGenerator<string> {
  yield BOM + lineOf(HEADINGS);
  for await (const rows of parts) yield rows.map((row) => lineOf(cellsOf(row, nameOf))).join("");
  // Whoever keeps this file can tell later whether rows were cut off: see `audit verify --head`.
  yield lineOf(["链尾散列", "", "", "", "", "", "", "", "", "", head]);
}

/** One JSON document a line; the first states the head of the chain. */
export async function* ndjsonOf(
  parts: AsyncIterable<readonly AuditRow[]>,
  head: string,
  nameOf: NameOf,
): AsyncGenerator<string> {
  yield `${JSON.stringify({ head })}\n`;
  for await (const rows of parts) {
    yield rows
      .map(
        (row) =>
          `${JSON.stringify({ ...presentRow(row, nameOf), previousHash: row.previousHash })}\n`,
      )
      .join("");
  }
}

function cellsOf(row: AuditRow, nameOf: NameOf): string[] {
  const { actor, detail } = row;
  return [
    String(row.n),
    row.at,
    KINDS[actor.kind],
    actor.name,
    actor.ip ?? "",
    actionName(row.action),
    nameOf(row.object) ?? "",
    row.object ?? "",
    RESULTS[row.result],
    detail === null ? "" : JSON.stringify(detail),
    row.hash,
  ];
}

function lineOf(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

/** A spreadsheet would run a cell that begins like a formula; an apostrophe makes it text (CWE-1236). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
