import { describe, expect, test } from "vitest";
import { airCalendarOption, airClassCounts } from "./air-calendar-option.ts";
import type { AirCalendarInput } from "./air-calendar-option.ts";
import { drawSvg } from "./init.ts";
import { pathOption } from "./path-option.ts";
import type { PathInput } from "./path-option.ts";
import { rankingOption } from "./ranking-option.ts";
import type { RankingInput } from "./ranking-option.ts";
import { airCalendarTable, pathTable, rankingTable, trendTable } from "./table.ts";
import { chartTheme } from "./theme.ts";
import { trendOption } from "./trend-option.ts";
import type { TrendInput } from "./trend-option.ts";

const theme = chartTheme("dark", 20);
const size = { width: 960, height: 420 };

// National 2020, as published: urban new jobs (万人), surveyed unemployment (%), GDP growth (%).
const jobs: PathInput = {
  name: "城镇新增就业",
  unit: "万人",
  decimals: 0,
  light: "on",
  points: [
    { period: "2020-01/2020-02", label: "1—2月", t: 2 / 12, level: 108, growth: null },
    { period: "2020-01/2020-03", label: "1—3月", t: 3 / 12, level: 229, growth: null },
    { period: "2020-01/2020-04", label: "1—4月", t: 4 / 12, level: null, growth: null },
    { period: "2020-01/2020-05", label: "1—5月", t: 5 / 12, level: 460, growth: null },
    { period: "2020-01/2020-06", label: "1—6月", t: 6 / 12, level: 564, growth: null },
  ],
  plan: [
    { t: 0, value: 0 },
    { t: 6 / 12, value: 450 },
    { t: 1, value: 900 },
  ],
  lastYear: [
    { t: 6 / 12, value: 737 },
    { t: 1, value: 1352 },
  ],
  marks: [{ kind: "base", value: 900 }],
};
const gdp: TrendInput = {
  name: "地区生产总值",
  unit: "%",
  decimals: 1,
  of: "growth",
  shape: "columns",
  points: [
    { period: "2019-Q4", label: "2019四季度", t: 0, level: null, growth: 6 },
    { period: "2020-Q1", label: "一季度", t: 0.25, level: null, growth: -6.8 },
    { period: "2020-Q2", label: "二季度", t: 0.5, level: null, growth: 3.2 },
    { period: "2020-Q3", label: "三季度", t: 0.75, level: null, growth: null },
  ],
  marks: [],
};
const provinces: RankingInput = {
  name: "地区生产总值",
  unit: "亿元",
  periodLabel: "1—6月",
  by: "growth",
  rows: [
    row("540000", "西藏", 1, 5.1),
    row("370000", "山东", 2, -0.2),
    row("420000", "湖北", 3, -19.3),
  ],
  missing: ["广西"],
};
function row(region: string, name: string, position: number, growth: number) {
  return { region, name, position, level: null, levelText: null, growth, growthText: `${growth}%` };
}
const air: AirCalendarInput = {
  name: "德州市 AQI",
  from: "2020-01-01",
  aqi: [312, 120, null, 48, 100],
  primary: ["PM2.5", "PM2.5", null, null, "O3"],
};
const drawings = [
  ["path", () => pathOption(jobs, theme)],
  ["trend columns", () => trendOption(gdp, theme)],
  ["trend line", () => trendOption({ ...gdp, shape: "line" }, theme)],
  ["ranking", () => rankingOption(provinces, theme)],
  ["air calendar", () => airCalendarOption(air, theme, size)],
] as const;

describe.each(drawings)("the %s chart", (_name, option) => {
  test("is the same for the same input", () => {
    expect(JSON.stringify(option())).toBe(JSON.stringify(option()));
  });

  test("uses only what is registered, and draws without a DOM", () => {
    const svg = drawSvg(option(), size);
    expect(svg.startsWith("<svg")).toBe(true);
    expect(svg.length).toBeGreaterThan(1000);
    expect(svg).not.toContain("NaN");
  });
});

describe("charts carry the figures that came in", () => {
  test("the path holds every figure unscaled, and a gap where one is 未报", () => {
    const actual = seriesOf(pathOption(jobs, theme), "actual");
    expect(actual.map((item) => item.value[1])).toEqual([108, 229, "-", 460, 564]);
    expect(pathTable(jobs).rows.map((cells) => cells[1])).toEqual([
      "108",
      "229",
      "未报",
      "460",
      "564",
    ]);
    expect(pathTable(jobs).rows.at(-1)).toEqual(["1—6月", "564", "", "450", "737"]);
  });

  test("money from ten 万亿元 on is labelled in 万亿元 while the values stay in 亿元", () => {
    const fai: PathInput = { ...jobs, unit: "亿元", points: [point(281603)] };
    expect(seriesOf(pathOption(fai, theme), "actual")[0]?.value).toEqual([0.5, 281603]);
    expect(drawSvg(pathOption(fai, theme), size)).toContain("28.16");
  });

  test("an outlook is drawn between its low and its high", () => {
    const outlook = [
      { t: 0.5, low: 564, high: 564 },
      { t: 1, low: 1100, high: 1200 },
    ];
    const option = pathOption({ ...jobs, outlook }, theme);
    expect(JSON.stringify(option.series)).toContain("[1,1100]");
    expect(JSON.stringify(option.series)).toContain("[1,100]");
    expect(
      pathTable({ ...jobs, outlook })
        .rows.at(-1)
        ?.slice(0, 2),
    ).toEqual(["12月 预计", "1\u202f100—1\u202f200"]);
  });

  test("a trend names the period without a figure 未报 and draws no column for it", () => {
    const option = trendOption(gdp, theme);
    expect(JSON.stringify(option.series)).toContain('"-"');
    expect(drawSvg(option, size)).toContain("未报");
    expect(trendTable(gdp).rows).toEqual([
      ["2019四季度", "+6.0"],
      ["一季度", "−6.8"],
      ["二季度", "+3.2"],
      ["三季度", "未报"],
    ]);
  });

  test("a ranking keeps the order it was given and puts 未报 last without a bar", () => {
    const svg = drawSvg(rankingOption(provinces, theme), size);
    for (const text of ["西藏", "5.1%", "-19.3%", "广西", "未报"]) expect(svg).toContain(text);
    expect(rankingTable(provinces).rows.map((cells) => cells[1])).toEqual([
      "西藏",
      "山东",
      "湖北",
      "广西",
    ]);
    expect(rankingTable(provinces).rows.at(-1)).toEqual(["", "广西", "未报"]);
  });

  test("the calendar counts 100 as 良, 无效 days apart, and tables every day", () => {
    const counts = airClassCounts(air);
    expect(counts.invalid).toBe(1);
    expect(counts.classes.map((one) => one.days)).toEqual([1, 1, 1, 0, 0, 1]);
    expect(airCalendarTable(air).rows).toEqual([
      ["2020-01-01", "312", "严重污染"],
      ["2020-01-02", "120", "轻度污染"],
      ["2020-01-03", "无效", "无效"],
      ["2020-01-04", "48", "优"],
      ["2020-01-05", "100", "良"],
    ]);
  });

  test("each day wears the colour of its class", () => {
    const svg = drawSvg(airCalendarOption(air, theme, size), size);
    for (const level of [1, 2, 3, 6] as const) expect(svg).toContain(theme.aqi[level]);
    expect(svg).not.toContain(theme.aqi[4]);
  });
});

function point(level: number) {
  return { period: "2020-01/2020-06", label: "1—6月", t: 0.5, level, growth: null };
}

function seriesOf(option: ReturnType<typeof pathOption>, id: string) {
  const list = option.series as { id: string; data: { value: [number, number | string] }[] }[];
  return list.find((one) => one.id === id)?.data ?? [];
}
