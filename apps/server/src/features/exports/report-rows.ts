import {
  BASIS_NAMES,
  ENTRY_EVENT_NAMES,
  ENTRY_STATE_NAMES,
  MEASURE_NAMES,
  STATUS_NAMES,
} from "@diaodu/domain";
import { writeTables } from "@diaodu/documents";
import type { TableToWrite } from "@diaodu/documents";
import type { Origin, ReportEntry, Storage } from "@diaodu/storage";
import { factUnit } from "../../board/figure.ts";
import type { ReportsTask } from "../../documents/task.ts";
import { namesOf, regionName, unitName } from "../reports/names.ts";
import type { Names } from "../reports/names.ts";
import { fullLabelOf } from "../reports/presenter.ts";
import { cityTime } from "./city-time.ts";

const ENTRY_COLUMNS: TableToWrite["columns"] = [
  { header: "填报单位", kind: "text", width: 16 },
  { header: "指标", kind: "text", width: 22 },
  { header: "地区", kind: "text", width: 10 },
  { header: "时期", kind: "text", width: 18 },
  { header: "口径", kind: "text", width: 8 },
  { header: "数据项", kind: "text", width: 18 },
  { header: "数值", kind: "decimal", width: 16 },
  { header: "单位", kind: "text", width: 10 },
  { header: "数据状态", kind: "text", width: 10 },
  { header: "处理状态", kind: "text", width: 10 },
  { header: "已发布数值", kind: "decimal", width: 16 },
  { header: "来源", kind: "text", width: 18 },
  { header: "发布日期", kind: "text", width: 12 },
  { header: "更正原因", kind: "text", width: 20 },
  { header: "备注", kind: "text", width: 20 },
  { header: "填报方式", kind: "text", width: 28 },
  { header: "填报", kind: "text", width: 14 },
  { header: "填报时间", kind: "text", width: 24 },
  { header: "审核", kind: "text", width: 14 },
  { header: "审核时间", kind: "text", width: 24 },
  { header: "审核意见", kind: "text", width: 20 },
  { header: "期次", kind: "text", width: 12 },
  { header: "第几次处理", kind: "decimal", width: 10 },
  { header: "数据版本", kind: "decimal", width: 10 },
];

const CHAIN_COLUMNS: TableToWrite["columns"] = [
  { header: "填报单位", kind: "text", width: 16 },
  { header: "指标", kind: "text", width: 22 },
  { header: "地区", kind: "text", width: 10 },
  { header: "时期", kind: "text", width: 18 },
  { header: "数据项", kind: "text", width: 18 },
  { header: "步骤", kind: "decimal", width: 8 },
  { header: "处理", kind: "text", width: 10 },
  { header: "数值", kind: "decimal", width: 16 },
  { header: "数据状态", kind: "text", width: 10 },
  { header: "经办", kind: "text", width: 14 },
  { header: "时间", kind: "text", width: 24 },
  { header: "原因", kind: "text", width: 24 },
  { header: "填报方式", kind: "text", width: 28 },
  { header: "数据版本", kind: "decimal", width: 10 },
];

/** Entries whose every step is listed; with more only how they stand. */
const MOST_CHAINS = 2000;

/** What was reported: how each entry stands, and on a second sheet each step of its life. */
export async function reportsWorkbook(storage: Storage, task: ReportsTask): Promise<Uint8Array> {
  const names = namesOf(await storage.catalogue());
  const entries = await storage.reports(task.filter);
  const person = (name: string, unit: string) => (task.persons ? name : unitName(names, unit));
  const { lines } = task;
  const standing: TableToWrite = {
    name: "填报",
    title: "填报数据",
    lines,
    columns: ENTRY_COLUMNS,
    rows: entries.map((entry) => entryRow(entry, names, person)),
  };
  const chains: (string | null)[][] = [];
  for (const entry of entries.slice(0, MOST_CHAINS)) {
    const [unit = null, indicator = null, region = null, period = null, , measure = null] =
      seriesCells(entry, names);
    for (const step of await storage.reportEvents(entry.id)) {
      chains.push([
        unit,
        indicator,
        region,
        period,
        measure,
        String(step.version),
        ENTRY_EVENT_NAMES[step.event],
        step.value,
        STATUS_NAMES[step.status],
        task.persons ? step.by.name : null,
        cityTime(step.at),
        step.reason,
        originWords(step.origin),
        String(step.seq),
      ]);
    }
  }
  const cut = entries.length > MOST_CHAINS ? [`只列出前 ${MOST_CHAINS} 条数据的过程`] : [];
  const history: TableToWrite = {
    name: "过程",
    title: "填报与审核过程",
    lines: [...lines, ...cut],
    columns: CHAIN_COLUMNS,
    rows: chains,
  };
  return writeTables([standing, history]);
}

function seriesCells(entry: ReportEntry, names: Names): (string | null)[] {
  const indicator = names.indicators.get(entry.indicator);
  return [
    unitName(names, entry.unit),
    indicator?.name ?? entry.indicator,
    regionName(names, entry.region),
    fullLabelOf(indicator, entry.period),
    BASIS_NAMES[entry.basis],
    MEASURE_NAMES[entry.measure],
  ];
}

function entryRow(
  entry: ReportEntry,
  names: Names,
  person: (name: string, unit: string) => string,
): (string | null)[] {
  const indicator = names.indicators.get(entry.indicator);
  return [
    ...seriesCells(entry, names),
    entry.value,
    indicator === undefined ? null : factUnit(indicator, entry.measure),
    STATUS_NAMES[entry.status],
    ENTRY_STATE_NAMES[entry.state],
    entry.published?.value ?? null,
    entry.source,
    entry.asOf,
    entry.reason,
    entry.note,
    originWords(entry.origin),
    person(entry.submittedBy.name, entry.unit),
    cityTime(entry.submittedAt),
    entry.decidedBy === null ? null : person(entry.decidedBy.name, entry.unit),
    cityTime(entry.decidedAt),
    entry.decisionReason,
    entry.round,
    String(entry.version),
    String(entry.seq),
  ];
}

function originWords(origin: Origin): string {
  switch (origin.kind) {
    case "form":
      return "网页填报";
    case "file":
      return `导入 ${origin.name} ${origin.sheet}!${origin.cell}`;
    case "api":
      return `接口 ${origin.keyName}`;
  }
}
