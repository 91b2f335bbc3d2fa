import type { Fact, Tile } from "@diaodu/contracts";

export const COMMITTED = "2020-06-18T08:00:00.000Z";

export function fact(
  part: Pick<Fact, "measure" | "value" | "text" | "unit"> & Partial<Fact>,
): Fact {
  return {
    status: "preliminary",
    revision: 1,
    asOf: "2020-06-15",
    source: "国家统计局",
    reportedBy: "统计局（演示）",
    simulated: false,
    reason: null,
    seq: 1180,
    committedAt: "2020-06-15T02:00:00.000Z",
    ...part,
  };
}

export function tile(
  part: Partial<Tile> & Pick<Tile, "indicator" | "name" | "family" | "kind">,
): Tile {
  return {
    key: `${part.indicator}:${part.region?.code ?? "100000"}`,
    seq: 1180,
    shortName: part.name,
    unit: "亿元",
    decimals: 0,
    region: { code: "100000", name: "全国" },
    leadUnit: "统计局",
    leader: null,
    simulatedOwner: true,
    figure: null,
    dispatch: null,
    target: null,
    progress: null,
    light: { light: "none", words: "无年度目标", short: null, rule: null, reasons: [] },
    bar: null,
    remaining: [],
    note: null,
    freshness: { nextPeriodLabel: "1—6月", dueOn: "2020-07-20" },
    series: { points: [], plan: [], lastYear: [] },
    outlook: null,
    outlookWhy: null,
    days: null,
    ...part,
  };
}

export const month = (
  m: number,
  label: string,
  level: number | null,
  growth: number | null,
  period = `2020-01/2020-0${m}`,
) => ({ period, label, t: m / 12, level, growth });

/** Daily AQI of 德州市, 1 May to 14 June 2020; the published series, one day left out on purpose. */
export const AQI = [
  104,
  105,
  110,
  38,
  90,
  117,
  54,
  51,
  52,
  95,
  58,
  73,
  109,
  83,
  123,
  98,
  109,
  64,
  97,
  148,
  146,
  91,
  85,
  80,
  138,
  81,
  75,
  143,
  116,
  96,
  79,
  92,
  null,
  174,
  144,
  140,
  153,
  146,
  174,
  98,
  162,
  148,
  135,
  131,
  90,
];
