import type { Board } from "@diaodu/contracts";
import { fai, gdp, iva, projects, revenue } from "./fixture-economy.ts";
import { goodDays, jobs, unemployment } from "./fixture-jobs-and-air.ts";
import { COMMITTED } from "./fixture-parts.ts";

/* A board of 18 June 2020: figures as published by 国家统计局 and 财政部 between March and June 2020,
   air of 德州市 computed by HJ 633-2012 from its daily concentrations. Targets of the year from the
   government work report; the two stretch targets and the plan of revenue are invented and marked. */

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
    round: {
      code: "2020-R085",
      number: 85,
      from: "2020-06-17",
      to: "2020-06-18",
      dueAt: "2020-06-18T09:00:00.000Z",
    },
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
