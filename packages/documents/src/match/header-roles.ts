import { plainWords, withoutBrackets } from "./plain-words.ts";

/** What a column holds when its header names no figure. */
export type Role =
  | "indicator"
  | "region"
  | "period"
  | "measure"
  | "unit"
  | "value"
  | "basis"
  | "status"
  | "asOf"
  | "source"
  | "reason"
  | "note"
  /** Known, and not ours: 序号, 上年同期, 完成率 … */
  | "other";

const ROLES: readonly (readonly [Role, RegExp])[] = [
  ["indicator", /^(?:指标|指标名称|项目|统计指标)$/u],
  ["region", /^(?:地区|区域|地市|城市|县区|区县|县市区|行政区划?|地区名称|行政区划代码)$/u],
  ["period", /^(?:时期|期间|报告期|统计期|统计时间|时间|月份|期次|期数|年份|年度|年月)$/u],
  ["measure", /^(?:数据项|数据类型|指标类型|统计项|类型|填报项)$/u],
  ["unit", /^(?:单位|计量单位)$/u],
  ["value", /^(?:数值|数据|值|指标值|本期值|本期数|本期|填报值|填报数|本次填报|上报数)$/u],
  ["basis", /^(?:口径|数据口径|数据来源口径)$/u],
  ["status", /^(?:状态|数据状态|数据性质)$/u],
  ["asOf", /^(?:发布日期|发布时间|公布日期|数据日期)$/u],
  ["source", /^(?:来源|数据来源|资料来源)$/u],
  ["reason", /^(?:更正原因|原因|修改原因)$/u],
  ["note", /^(?:备注|说明|备注说明)$/u],
  [
    "other",
    /^(?:序号|编号|联系人|联系电话|填报人|审核人|责任单位|填报单位|牵头单位|上期[值数]?|上次填报)$/u,
  ],
  [
    "other",
    /(?:上年|去年)(?:同期|同月)?[数值]?$|目标|计划|任务|完成率|进度|增减[额量]|增量|增加[额量]|环比|排名变化|位次变化/u,
  ],
];

/** The role that a header text names; null where it may name a figure or nothing. */
export function roleOf(header: string): Role | null {
  const words = withoutBrackets(plainWords(header)).outside;
  if (words === "") return null;
  return ROLES.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}
