import { COMMITTED, fact, tile, month } from "./fixture-parts.ts";

export const gdp = tile({
  indicator: "gdp",
  name: "国内生产总值",
  shortName: "生产总值",
  family: "gdp",
  kind: "cumulative",
  figure: {
    period: "2020-01/2020-03",
    periodLabel: "一季度",
    basis: "official",
    facts: [
      fact({
        measure: "level",
        value: "206504",
        text: "206 504",
        unit: "亿元",
        asOf: "2020-04-17",
      }),
      fact({ measure: "yoy_real", value: "-6.8", text: "−6.8", unit: "%", asOf: "2020-04-17" }),
    ],
  },
  bar: {
    kind: "growths",
    target: null,
    items: [
      { label: "2019年一季度", value: 6.4 },
      { label: "二季度", value: 6.2 },
      { label: "三季度", value: 6 },
      { label: "四季度", value: 6 },
      { label: "2020年一季度", value: -6.8 },
    ],
  },
  note: "四季度 +6.0%，回落 12.8 个百分点",
  series: {
    points: [month(3, "一季度", 206504, -6.8)],
    plan: [],
    lastYear: [],
  },
});

export const iva = tile({
  indicator: "iva",
  name: "规模以上工业增加值",
  shortName: "规上工业",
  family: "gdp",
  kind: "growth_only",
  unit: "%",
  decimals: 1,
  figure: {
    period: "2020-01/2020-05",
    periodLabel: "1—5月",
    basis: "official",
    facts: [fact({ measure: "yoy_real", value: "-2.8", text: "−2.8", unit: "%" })],
  },
  bar: {
    kind: "growths",
    target: null,
    items: [
      { label: "1—2月", value: -13.5 },
      { label: "1—3月", value: -8.4 },
      { label: "1—4月", value: -4.9 },
      { label: "1—5月", value: -2.8 },
    ],
  },
  note: "1—4月 −4.9%，回升 2.1 个百分点",
  series: {
    points: [
      month(2, "1—2月", null, -13.5),
      month(3, "1—3月", null, -8.4),
      month(4, "1—4月", null, -4.9),
      month(5, "1—5月", null, -2.8),
    ],
    plan: [],
    lastYear: [],
  },
});

export const fai = tile({
  indicator: "fai",
  name: "固定资产投资",
  shortName: "固投",
  family: "investment",
  kind: "cumulative",
  figure: {
    period: "2020-01/2020-05",
    periodLabel: "1—5月",
    basis: "official",
    facts: [
      fact({ measure: "level", value: "199194", text: "199 194", unit: "亿元" }),
      fact({ measure: "yoy_comparable", value: "-6.3", text: "−6.3", unit: "%" }),
    ],
  },
  bar: {
    kind: "growths",
    target: null,
    items: [
      { label: "1—2月", value: -24.5 },
      { label: "1—3月", value: -16.1 },
      { label: "1—4月", value: -10.3 },
      { label: "1—5月", value: -6.3 },
    ],
  },
  note: "1—4月 −10.3%，回升 4.0 个百分点",
  series: {
    points: [
      month(2, "1—2月", 33323, -24.5),
      month(4, "1—4月", 136824, -10.3),
      month(5, "1—5月", 199194, -6.3),
    ],
    plan: [],
    lastYear: [],
  },
});

export const projects = tile({
  indicator: "key_projects",
  name: "重点项目投资",
  shortName: "重点项目",
  family: "investment",
  kind: "cumulative",
  region: { code: "371400", name: "德州市" },
  leadUnit: "发改委",
  dispatch: {
    period: "2020-R084",
    periodLabel: "第 84 期",
    basis: "dispatch",
    facts: [
      fact({
        measure: "level",
        value: "1284",
        text: "1284",
        unit: "亿元",
        status: "dispatch",
        simulated: true,
        source: "演示",
      }),
    ],
  },
  light: { light: "none", words: "暂无可比数据", short: null, rule: null, reasons: [] },
  freshness: { nextPeriodLabel: "第 85 期", dueOn: "2020-06-20" },
});

export const revenue = tile({
  indicator: "budget_revenue",
  name: "一般公共预算收入",
  shortName: "财政收入",
  family: "fiscal",
  kind: "cumulative",
  leadUnit: "财政局",
  seq: 1234,
  figure: {
    period: "2020-01/2020-05",
    periodLabel: "1—5月",
    basis: "official",
    facts: [
      fact({
        measure: "level",
        value: "77672",
        text: "77 672",
        unit: "亿元",
        asOf: "2020-06-18",
        source: "财政部",
        seq: 1234,
        committedAt: COMMITTED,
        revision: 2,
        reason: "更正录入单位",
      }),
      fact({
        measure: "yoy_nominal",
        value: "-13.6",
        text: "−13.6",
        unit: "%",
        asOf: "2020-06-18",
        source: "财政部",
        seq: 1234,
        committedAt: COMMITTED,
      }),
    ],
  },
  target: {
    year: 2020,
    words: "190000 亿元",
    base: "190 000",
    stretch: "196 000",
    source: "演示",
    simulated: true,
    revision: 1,
  },
  progress: { completion: "40.9", scheduled: "47.2", gap: "-6.3", method: "last_year_curve" },
  light: {
    light: "behind",
    words: "落后上年曲线 6.3 个百分点",
    short: "−6.3",
    rule: { code: "fiscal-gap", name: "财政进度", validFrom: "2020-01-01" },
    reasons: [
      { label: "应完成（上年曲线）", value: "47.2%" },
      { label: "已完成", value: "40.9%" },
      { label: "红灯范围", value: "落后 3 个点以上" },
      { label: "连续", value: "4 期" },
    ],
  },
  bar: { kind: "progress", done: 40.9, schedule: 47.2, base: 100, stretch: 103.2 },
  remaining: [
    { level: "base", words: "每月还需 16 047 亿元" },
    { level: "stretch", words: "每月还需 16 904 亿元" },
  ],
  series: {
    points: [
      month(2, "1—2月", 35232, -9.9),
      month(3, "1—3月", 45984, -14.3),
      month(5, "1—5月", 77672, -13.6),
    ],
    plan: [0, 2, 3, 4, 5, 6, 8, 10, 12].map((m) => ({
      t: m / 12,
      value: Math.round(
        190_000 *
          [0, 0.205, 0.282, 0.381, 0.472, 0.566, 0.72, 0.88, 1][
            [0, 2, 3, 4, 5, 6, 8, 10, 12].indexOf(m)
          ]!,
      ),
    })),
    lastYear: [
      { t: 2 / 12, value: 39104 },
      { t: 3 / 12, value: 53656 },
      { t: 5 / 12, value: 89898 },
    ],
  },
});
