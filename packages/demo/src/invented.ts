import type { Family, Indicator } from "@diaodu/domain";
import { SEAT, unitName } from "./units.ts";

/** A series that no publisher has: an invented unit reports it every round, and nothing else is known of it. */
export interface InventedSeries {
  readonly code: string;
  readonly shortName: string;
  readonly family: Family;
  readonly measuredIn: string;
  readonly decimals: number;
  /** Code of the unit that reports it. */
  readonly unit: string;
  /** What the year comes to. */
  readonly perYear: number;
}

/** What the work of a city's departments is usually followed by, round by round; every figure is made up. */
export const INVENTED: readonly InventedSeries[] = [
  series("key_projects", "重点项目完成投资", "investment", "亿元", 1, "statistics", 860),
  series("project_starts", "新开工亿元以上项目", "investment", "个", 0, "statistics", 212),
  series("industrial_power", "工业用电量", "gdp", "亿千瓦时", 1, "statistics", 168),
  series("tax_revenue", "税收收入", "fiscal", "亿元", 1, "finance", 158),
  series("bond_spending", "专项债券资金支出", "fiscal", "亿元", 1, "finance", 94),
  series("skill_training", "职业技能培训", "employment", "人次", 0, "employment", 61_400),
  series("re_employed", "失业人员再就业", "employment", "人", 0, "employment", 18_600),
  series("online_retail", "网上零售额", "gdp", "亿元", 1, "commerce", 146),
  series("key_retailers", "重点商贸企业销售额", "gdp", "亿元", 1, "commerce", 232),
  series("clean_heating", "清洁取暖改造完成", "air", "户", 0, "ecology", 128_000),
  series("dust_checks", "扬尘问题整改", "air", "件", 0, "ecology", 3400),
];

/** The indicators of these series. They stand on no row of the board. */
export const inventedIndicators: readonly Indicator[] = INVENTED.map((one) => ({
  code: one.code,
  name: `${one.shortName}（模拟）`,
  shortName: `${one.shortName}（模拟）`,
  family: one.family,
  unit: one.measuredIn,
  decimals: one.decimals,
  kind: "cumulative",
  direction: "higher",
  frequency: "round",
  combinedJanuaryFebruary: false,
  periodKinds: ["round"],
  measures: ["level"],
  headline: { periodKind: "round", growth: null },
  releaseLagDays: 0,
  leadUnit: unitName(one.unit),
  leader: null,
  simulatedOwner: true,
}));

/** Where these series are of. */
export const INVENTED_REGION = SEAT;

function series(
  code: string,
  shortName: string,
  family: Family,
  measuredIn: string,
  decimals: number,
  unit: string,
  perYear: number,
): InventedSeries {
  return { code, shortName, family, measuredIn, decimals, unit, perYear };
}
