import type { Item } from "@diaodu/contracts";
import { ITEM_STATE_NAMES } from "@diaodu/domain";
import type { TableToWrite } from "@diaodu/documents";

const text = (header: string, width = 14) => ({ header, kind: "text" as const, width });
const number = (header: string, width = 8) => ({ header, kind: "decimal" as const, width });
const FIRST = [number("序号", 6), text("事项", 36)];

/** 三张清单: one workbook, three views of the same items, which keep their numbers in all of them. */
export function listTables(items: readonly Item[], lines: readonly string[]): TableToWrite[] {
  return [problems(items, lines), remedies(items, lines), responsibility(items, lines)];
}

function problems(items: readonly Item[], lines: readonly string[]): TableToWrite {
  return {
    name: "问题清单",
    title: "问题清单",
    lines,
    columns: [
      ...FIRST,
      text("问题", 60),
      text("指标", 18),
      text("地区", 10),
      text("来源", 30),
      text("期次", 12),
      text("交办日期", 12),
      text("状态", 10),
      number("超期天数", 10),
      number("重开次数", 10),
    ],
    rows: items.map((item, index) => [
      ...firstOf(item, index),
      item.problem,
      item.indicatorName,
      item.regionName,
      sourceWords(item),
      item.round,
      item.raisedOn,
      ITEM_STATE_NAMES[item.state],
      String(item.overdueDays),
      String(item.reopened),
    ]),
  };
}

function remedies(items: readonly Item[], lines: readonly string[]): TableToWrite {
  return {
    name: "措施清单",
    title: "措施清单",
    lines,
    columns: [
      ...FIRST,
      text("措施", 50),
      text("责任单位", 18),
      text("责任人", 12),
      text("完成时限", 12),
      text("完成日期", 12),
      number("超期天数", 10),
    ],
    rows: items.flatMap((item, index) =>
      item.remedies.length === 0
        ? [
            [
              ...firstOf(item, index),
              "尚未提出措施",
              item.unitName,
              item.person.name,
              null,
              null,
              null,
            ],
          ]
        : item.remedies.map((remedy) => [
            ...firstOf(item, index),
            remedy.words,
            remedy.unitName,
            remedy.person,
            remedy.dueOn,
            remedy.doneOn,
            String(remedy.overdueDays),
          ]),
    ),
  };
}

function responsibility(items: readonly Item[], lines: readonly string[]): TableToWrite {
  return {
    name: "责任清单",
    title: "责任清单",
    lines,
    columns: [
      ...FIRST,
      text("牵头单位", 18),
      text("配合单位", 24),
      text("责任人", 12),
      text("分管领导", 12),
      text("时限", 12),
      text("原定时限", 12),
      text("状态", 10),
      text("销号核实", 12),
      text("销号日期", 12),
      text("交办", 12),
    ],
    rows: items.map((item, index) => [
      ...firstOf(item, index),
      item.unitName,
      item.coUnits.map(({ name }) => name).join("、"),
      item.person.name,
      item.leader?.name ?? null,
      item.dueOn,
      item.firstDueOn,
      ITEM_STATE_NAMES[item.state],
      item.closed?.by.name ?? null,
      item.closed?.on ?? null,
      item.raisedBy.name,
    ]),
  };
}

function firstOf({ title, simulated }: Item, index: number): [string, string] {
  return [String(index + 1), simulated ? `${title}（模拟）` : title];
}

function sourceWords({ source }: Item): string {
  switch (source.kind) {
    case "light":
      return `红黄绿灯：${source.words}`;
    case "manual":
      return "人工交办";
    case "decision":
      return "会议决定";
    case "slip":
      return "督办单据";
  }
}
