import type { CatalogueKind } from "@diaodu/contracts";
import { BASIS_NAMES, FAMILY_NAMES, LIGHT_NAMES, MEASURE_NAMES } from "@diaodu/domain";
import type { CellCodec } from "./cell-codecs.ts";
import {
  json,
  listOf,
  path,
  requirement,
  text,
  whole,
  wordOf,
  yesNo,
  yesOrAbsent,
} from "./cell-codecs.ts";

/** One column of a catalogue's sheet. */
export interface SheetField {
  /** Where the value stands in a definition: `headline.growth`. */
  readonly path: string;
  readonly header: string;
  readonly codec: CellCodec;
  /** What an empty cell means; without it the field is left out. */
  readonly empty?: unknown;
  readonly width?: number;
}

const level = wordOf({
  nation: "全国",
  province: "省级",
  city: "市级",
  county: "县级",
  station: "监测点",
});
const measure = wordOf(MEASURE_NAMES);
const periodKind = wordOf({
  year: "年度",
  quarter: "单季",
  month: "单月",
  day: "每日",
  ytd: "累计",
  round: "每期",
});
const kind = wordOf({
  cumulative: "累计量",
  growth_only: "仅增速",
  rate: "比率",
  average: "平均值",
  days: "天数",
  index: "指数",
  rank: "位次",
  count: "个数",
});
const direction = wordOf({
  higher: "越高越好",
  lower: "越低越好",
  ceiling: "不超过",
  floor: "不低于",
  around: "左右",
  none: "无方向",
});
const frequency = wordOf({ month: "月", quarter: "季", day: "日", round: "期", year: "年" });

/** Columns of each sheet, in the order in which they are written; they are read in any order. */
export const SHEET_FIELDS: Readonly<Record<CatalogueKind, readonly SheetField[]>> = {
  regions: [
    { path: "code", header: "代码", codec: text },
    { path: "name", header: "名称", codec: text, width: 20 },
    { path: "shortName", header: "简称", codec: text },
    { path: "level", header: "级别", codec: level },
    { path: "parent", header: "上级代码", codec: text, empty: null },
    { path: "control", header: "对照点", codec: yesOrAbsent },
  ],
  indicators: [
    { path: "code", header: "代码", codec: text, width: 24 },
    { path: "name", header: "名称", codec: text, width: 30 },
    { path: "shortName", header: "简称", codec: text, width: 18 },
    { path: "family", header: "领域", codec: wordOf(FAMILY_NAMES) },
    { path: "unit", header: "计量单位", codec: text },
    { path: "decimals", header: "小数位", codec: whole },
    { path: "kind", header: "类型", codec: kind },
    { path: "direction", header: "方向", codec: direction },
    { path: "frequency", header: "频率", codec: frequency },
    { path: "combinedJanuaryFebruary", header: "1—2月合并", codec: yesNo, empty: false },
    { path: "periodKinds", header: "时期种类", codec: listOf(periodKind), width: 26 },
    { path: "measures", header: "数据口径", codec: listOf(measure), width: 26 },
    { path: "headline.periodKind", header: "主要时期", codec: periodKind },
    { path: "headline.growth", header: "主要增速", codec: measure, empty: null },
    { path: "releaseLagDays", header: "发布滞后天数", codec: whole },
    { path: "leadUnit", header: "牵头单位", codec: text, width: 26 },
    { path: "leader", header: "分管领导", codec: text, empty: null },
    { path: "simulatedOwner", header: "模拟单位", codec: yesNo, empty: false },
  ],
  targets: [
    { path: "indicator", header: "指标代码", codec: text, width: 24 },
    { path: "region", header: "地区代码", codec: text },
    { path: "year", header: "年度", codec: whole },
    { path: "words", header: "文字表述", codec: text, width: 30 },
    { path: "measure", header: "数据口径", codec: measure },
    { path: "base", header: "确保", codec: requirement },
    { path: "stretch", header: "力争", codec: requirement, empty: null },
    { path: "path", header: "进度安排", codec: path, empty: { method: "monthly" }, width: 24 },
    { path: "source", header: "来源", codec: text, width: 40 },
    { path: "simulated", header: "模拟", codec: yesNo, empty: false },
  ],
  rules: [
    { path: "code", header: "代码", codec: text, width: 20 },
    { path: "name", header: "名称", codec: text, width: 24 },
    { path: "validFrom", header: "起始日", codec: text },
    { path: "validTo", header: "终止日", codec: text, empty: null },
    { path: "appliesTo.indicators", header: "适用指标", codec: listOf(text), width: 24 },
    { path: "appliesTo.families", header: "适用领域", codec: listOf(wordOf(FAMILY_NAMES)) },
    { path: "method", header: "方法（JSON）", codec: json, width: 60 },
    { path: "undefinedBandLight", header: "未规定时", codec: wordOf(LIGHT_NAMES) },
    { path: "source", header: "来源", codec: text, width: 40 },
  ],
  units: [
    { path: "code", header: "代码", codec: text, width: 20 },
    { path: "name", header: "名称", codec: text, width: 30 },
    { path: "shortName", header: "简称", codec: text },
    { path: "region", header: "所在地区代码", codec: text },
  ],
  duties: [
    { path: "unit", header: "单位代码", codec: text, width: 20 },
    { path: "indicator", header: "指标代码", codec: text, width: 24 },
    { path: "region", header: "地区代码", codec: text },
    { path: "basis", header: "数据来源", codec: wordOf(BASIS_NAMES) },
    { path: "measures", header: "填报口径", codec: listOf(measure), width: 26 },
  ],
  board: [
    { path: "indicator", header: "指标代码", codec: text, width: 24 },
    { path: "region", header: "地区代码", codec: text },
  ],
};
