import type { Indicator, Measure, Region } from "@diaodu/domain";
import type { Vocabulary } from "../src/match/matched.ts";

function indicator(
  code: string,
  names: readonly [name: string, shortName: string],
  unit: string,
  measures: Measure[],
  over: Partial<Indicator> = {},
): Indicator {
  return {
    code,
    name: names[0],
    shortName: names[1],
    family: "fiscal",
    unit,
    decimals: 1,
    kind: "cumulative",
    direction: "higher",
    frequency: "month",
    combinedJanuaryFebruary: false,
    periodKinds: ["month", "quarter", "ytd", "year", "round"],
    measures,
    headline: { periodKind: "ytd", growth: measures.find((one) => one.startsWith("yoy")) ?? null },
    releaseLagDays: 15,
    leadUnit: "财政局",
    leader: null,
    simulatedOwner: true,
    ...over,
  };
}

const region = (code: string, name: string, shortName: string): Region => ({
  code,
  name,
  shortName,
  level: code.endsWith("00") ? "city" : "county",
  parent: null,
});

/** A small catalogue with the names that are easily taken for one another. */
export const vocabulary: Vocabulary = {
  indicators: [
    indicator("gdp", ["地区生产总值", "GDP"], "亿元", ["level", "yoy_real"], {
      frequency: "quarter",
      periodKinds: ["quarter", "ytd", "year"],
    }),
    indicator(
      "fai",
      ["固定资产投资（不含农户）", "固定资产投资"],
      "亿元",
      ["level", "yoy_comparable"],
      {
        combinedJanuaryFebruary: true,
        periodKinds: ["month", "ytd", "year"],
      },
    ),
    indicator("iva", ["规模以上工业增加值", "规上工业增加值"], "%", ["yoy_real"], {
      kind: "growth_only",
    }),
    indicator("budget_revenue", ["一般公共预算收入", "一般公共预算收入"], "亿元", [
      "level",
      "yoy_nominal",
      "rank",
    ]),
    indicator("new_jobs", ["城镇新增就业", "城镇新增就业"], "万人", ["level"]),
    indicator("surveyed_unemployment", ["城镇调查失业率", "调查失业率"], "%", ["level"], {
      kind: "rate",
      periodKinds: ["month", "year"],
      headline: { periodKind: "month", growth: null },
    }),
    indicator("pm25", ["细颗粒物平均浓度", "PM2.5"], "μg/m³", ["level"], {
      kind: "average",
      periodKinds: ["day", "month", "ytd", "year"],
    }),
    indicator("income_all", ["居民人均可支配收入", "居民收入"], "元", [
      "level",
      "yoy_nominal",
      "yoy_real",
    ]),
  ],
  regions: [
    region("100000", "全国", "全国"),
    region("370000", "山东省", "山东"),
    region("371400", "德州市", "德州"),
    region("371402", "德城区", "德城"),
  ],
  duties: [
    { indicator: "budget_revenue", region: "371400", basis: "dispatch" },
    { indicator: "fai", region: "371400", basis: "official" },
  ],
  asked: [
    {
      indicator: "budget_revenue",
      region: "371400",
      period: "2026-R163",
      basis: "dispatch",
      measure: "level",
    },
    {
      indicator: "fai",
      region: "371400",
      period: "2026-01/2026-06",
      basis: "official",
      measure: "yoy_comparable",
    },
  ],
};
