import type { Board } from "@diaodu/contracts";
import { COMMITTED, fact, tile, month, AQI } from "./fixture-parts.ts";

/* A board of 18 June 2020: figures as published by 国家统计局 and 财政部 between March and June 2020,
   air of 德州市 computed by HJ 633-2012 from its daily concentrations. Targets of the year from the
   government work report; the two stretch targets and the plan of revenue are invented and marked. */

const gdp = tile({
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

const fai = tile({
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

const iva = tile({
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

const revenue = tile({
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

const jobs = tile({
  indicator: "new_jobs",
  name: "城镇新增就业",
  shortName: "新增就业",
  family: "employment",
  kind: "cumulative",
  unit: "万人",
  leadUnit: "人社局",
  figure: {
    period: "2020-01/2020-04",
    periodLabel: "1—4月",
    basis: "official",
    facts: [
      fact({ measure: "level", value: "354", text: "354", unit: "万人", asOf: "2020-05-15" }),
    ],
  },
  target: {
    year: 2020,
    words: "900万人以上",
    base: "900",
    stretch: null,
    source: "政府工作报告",
    simulated: false,
    revision: 1,
  },
  progress: { completion: "39.3", scheduled: "33.3", gap: "6.0", method: "monthly" },
  light: {
    light: "on",
    words: "超序时进度 6.0 个百分点",
    short: "+6.0",
    rule: { code: "flow-gap", name: "序时进度", validFrom: "2020-01-01" },
    reasons: [
      { label: "应完成（序时）", value: "33.3%" },
      { label: "已完成", value: "39.3%" },
    ],
  },
  bar: { kind: "progress", done: 39.3, schedule: 33.3, base: 100, stretch: null },
  remaining: [{ level: "base", words: "每月还需 68.3 万人" }],
  freshness: { nextPeriodLabel: "1—5月", dueOn: "2020-06-15" },
  series: {
    points: [month(3, "1—3月", 229, null), month(4, "1—4月", 354, null)],
    plan: [0, 3, 6, 9, 12].map((m) => ({ t: m / 12, value: 75 * m })),
    lastYear: [
      { t: 5 / 12, value: 597 },
      { t: 6 / 12, value: 737 },
      { t: 7 / 12, value: 867 },
      { t: 1, value: 1352 },
    ],
  },
});

const unemployment = tile({
  indicator: "surveyed_unemployment",
  name: "城镇调查失业率",
  shortName: "调查失业率",
  family: "employment",
  kind: "rate",
  unit: "%",
  decimals: 1,
  leadUnit: "统计局",
  figure: {
    period: "2020-04",
    periodLabel: "4月",
    basis: "official",
    facts: [fact({ measure: "level", value: "6.0", text: "6.0", unit: "%", asOf: "2020-05-15" })],
  },
  target: {
    year: 2020,
    words: "6%左右",
    base: "6",
    stretch: null,
    source: "政府工作报告",
    simulated: false,
    revision: 1,
  },
  light: {
    light: "slow",
    words: "贴近控制线",
    short: "0.0",
    rule: { code: "rate-line", name: "控制线", validFrom: "2020-01-01" },
    reasons: [
      { label: "控制线", value: "6% 左右" },
      { label: "当前", value: "6.0%" },
    ],
  },
  bar: { kind: "control", value: 6, low: null, high: 6, wanted: "below", scale: [4.5, 7.5] },
  note: "年内均值 6.0%",
  freshness: { nextPeriodLabel: "5月", dueOn: "2020-06-20" },
  series: {
    points: [
      month(2, "2月", 6.2, null, "2020-02"),
      month(3, "3月", 5.9, null, "2020-03"),
      month(4, "4月", 6, null, "2020-04"),
    ],
    plan: [],
    lastYear: [
      { t: 5 / 12, value: 5 },
      { t: 6 / 12, value: 5.1 },
      { t: 7 / 12, value: 5.3 },
    ],
  },
});

const goodDays = tile({
  indicator: "good_days",
  name: "优良天数",
  family: "air",
  kind: "days",
  unit: "天",
  region: { code: "371400", name: "德州市" },
  leadUnit: "生态环境局",
  leader: "张某",
  figure: {
    period: "2020-01/2020-06",
    periodLabel: "1月1日—6月14日",
    basis: "monitoring",
    facts: [
      fact({
        measure: "level",
        value: "22",
        text: "22",
        unit: "天",
        asOf: "2020-06-15",
        source: "环境监测",
        status: "flash",
      }),
    ],
  },
  light: {
    light: "behind",
    words: "优良少 6 天",
    short: "−6 天",
    rule: { code: "good-days", name: "优良天数", validFrom: "2020-01-01" },
    reasons: [{ label: "上年同期", value: "32 天" }],
  },
  bar: { kind: "days", aqi: AQI.slice(-28), from: "2020-05-18" },
  note: "优良 22 / 44 有效天，上年同期 32 / 44",
  freshness: { nextPeriodLabel: "6月15日", dueOn: "2020-06-16" },
  days: {
    standard: "HJ 633-2012",
    from: "2020-05-01",
    aqi: AQI,
    primary: AQI.map(() => null),
    good: 22,
    valid: 44,
    lastYear: { good: 32, valid: 44 },
  },
});

const projects = tile({
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

const TILES = [gdp, iva, fai, projects, revenue, jobs, unemployment, goodDays];

/** A board with one tile of every kind and every light, one overdue and one never reported. */
export const boardFixture: Board = {
  database: "fixture",
  seq: 1234,
  at: COMMITTED,
  title: "两天一调度",
  dispatch: null,
  demo: "演示：2020 年公布数据回放",
  clock: {
    now: "2020-06-18T08:32:00.000Z",
    rate: 1,
    date: "2020-06-18",
    year: 2020,
    yearProgress: "46.4",
    round: { number: 84, from: "2020-06-17", to: "2020-06-18" },
  },
  layout: [
    { family: "gdp", name: "经济增长", tiles: [gdp.key, iva.key] },
    { family: "investment", name: "投资", tiles: [fai.key, projects.key] },
    { family: "fiscal", name: "财政", tiles: [revenue.key] },
    { family: "employment", name: "就业", tiles: [jobs.key, unemployment.key] },
    { family: "air", name: "空气质量", tiles: [goodDays.key] },
  ],
  tiles: TILES,
  rankings: [
    {
      key: "gdp:100000",
      seq: 1180,
      indicator: "gdp",
      name: "生产总值",
      unit: "亿元",
      parent: { code: "100000", name: "全国" },
      periodLabel: "一季度",
      by: "growth",
      rows: [
        ["430000", "湖南省", -1.9],
        ["520000", "贵州省", -1.9],
        ["630000", "青海省", -2.1],
        ["360000", "江西省", -3.8],
        ["330000", "浙江省", -5.6],
        ["370000", "山东省", -5.8],
        ["440000", "广东省", -6.7],
        ["420000", "湖北省", -39.2],
      ].map(([region, name, growth], index) => ({
        region: String(region),
        name: String(name),
        position: index === 1 ? 1 : index + 1,
        level: null,
        levelText: null,
        growth: Number(growth),
        growthText: `−${Math.abs(Number(growth)).toFixed(1)}`,
      })),
      missing: ["山西省", "江苏省"],
    },
  ],
  feed: [
    {
      seq: 1234,
      at: COMMITTED,
      key: revenue.key,
      name: "财政收入",
      periodLabel: "1—5月",
      figureText: "77 672 亿元",
      verb: "发布",
      simulated: false,
    },
  ],
};
