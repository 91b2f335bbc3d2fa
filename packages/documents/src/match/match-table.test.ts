import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { vocabulary } from "../../test/vocabulary.ts";
import { readTable } from "../read-table.ts";
import type { Match } from "./matched.ts";
import { matchTable } from "./match-table.ts";

const csv = async (...lines: string[]): Promise<Match[]> =>
  matchTable(await readTable(Buffer.from(lines.join("\n"))), vocabulary);

/** `B2 gdp 371400 2026-01/2026-06 official level 12.3`, or the refusal. */
function told(matches: readonly Match[]): string[] {
  return matches.map((m) =>
    m.kind === "fact"
      ? [m.cell, m.indicator, m.region, m.period, m.basis, m.measure, m.value].join(" ")
      : `${m.cell} ${m.kind}: ${m.message}`,
  );
}

const fixture = async (name: string) =>
  matchTable(
    await readTable(readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url))),
    vocabulary,
  );

test("a wide sheet of two header rows: title gives the period, its unit is converted exactly", async () => {
  expect(told(await fixture("wide.xlsx"))).toEqual([
    "B5 budget_revenue 370000 2020-01/2020-06 official level 3654",
    "C5 budget_revenue 370000 2020-01/2020-06 official yoy_nominal -6.8",
    "B7 budget_revenue 371400 2020-01/2020-06 dispatch level 123.45678",
    "C7 budget_revenue 371400 2020-01/2020-06 dispatch yoy_nominal -5.2",
    "B8 ignored: 无法识别「青岛市」",
    "C8 ignored: 无法识别「青岛市」",
    "B9 ignored: 合计行不导入",
  ]);
});

test.each(["list.xlsx", "list-utf8.csv", "list-gb18030.csv"])(
  "%s is a list of one figure a row",
  async (name) => {
    const matches = await fixture(name);
    expect(told(matches).slice(0, 3)).toEqual([
      "D2 gdp 100000 2020-01/2020-06 official level 456614.4",
      "D3 new_jobs 100000 2020-01/2020-06 official level 564",
      "D4 surveyed_unemployment 100000 2020-06 official level 5.7",
    ]);
    expect(matches[0]).toMatchObject({ asOf: "2020-07-16", source: "国家统计局" });
    expect(matches[3]).toMatchObject({ kind: "refused", indicator: "fai" });
  },
);

test("columns stand in any order, and those of others are named and left alone", async () => {
  expect(
    told(
      await csv(
        "联系人,数值,地区,年度目标,指标,单位,我的列,时期",
        "张三,123456.7,德州,999,一般公共预算收入,万元,12,2026年1-6月累计",
      ),
    ),
  ).toEqual([
    "G1 ignored: 这一列不是本表指标",
    "B2 budget_revenue 371400 2026-01/2026-06 dispatch level 12.34567",
  ]);
});

test("rows are indicators and columns periods", async () => {
  expect(
    told(
      await csv(
        "德州市2026年主要经济指标完成情况,,",
        "指标,1-5月,1—6月",
        "固定资产投资同比增长(%),5.1,5.3",
        "居民人均可支配收入（元）,,12345",
        "规上工业增加值,6.1,6.2",
      ),
    ),
  ).toEqual([
    "B3 fai 371400 2026-01/2026-05 official yoy_comparable 5.1",
    "C3 fai 371400 2026-01/2026-06 official yoy_comparable 5.3",
    "C4 income_all 371400 2026-01/2026-06 official level 12345",
    "B5 iva 371400 2026-01/2026-05 official yoy_real 6.1",
    "C5 iva 371400 2026-01/2026-06 official yoy_real 6.2",
  ]);
});

test("the growth named with its kind in front is that growth", async () => {
  const table = await csv("指标名称,2026年1-6月", "一般公共预算收入名义同比（%）,4.2");
  expect(told(table)).toEqual([
    "B2 budget_revenue 371400 2026-01/2026-06 dispatch yoy_nominal 4.2",
  ]);
});

test("a row that only says 同比增长 belongs to the indicator above", async () => {
  expect(
    told(
      await csv(
        "指标名称,2026年1-6月",
        "一般公共预算收入（亿元）,150.5",
        "  同比增长（%）,-3.2",
        "  全省位次,5",
        "民间固定资产投资,88",
        "  同比增长（%）,9.9",
      ),
    ),
  ).toEqual([
    "B2 budget_revenue 371400 2026-01/2026-06 dispatch level 150.5",
    "B3 budget_revenue 371400 2026-01/2026-06 dispatch yoy_nominal -3.2",
    "B4 budget_revenue 371400 2026-01/2026-06 dispatch rank 5",
    "B5 ignored: 无法识别「民间固定资产投资」",
    "B6 ignored: 没有写明是哪项指标",
  ]);
});

test("a name that only contains an indicator's is not that indicator", async () => {
  const names = ["民间固定资产投资", "一般公共预算收入中的税收", "工业增加值", "公共预算收入"];
  const matches = await csv("指标,数值", ...names.map((name) => `${name},1`));
  expect(matches.map((match) => match.kind)).toEqual(names.map(() => "ignored"));
});

test.each([
  ["上半年", "2026-01/2026-06"],
  ["前三季度", "2026-01/2026-09"],
  ["1至9月", "2026-01/2026-09"],
  ["一季度", "2026-01/2026-03"],
  ["二季度", "2026-Q2"],
  ["2季度", "2026-Q2"],
  ["6月", "2026-06"],
  ["6月份", "2026-06"],
  ["6月累计", "2026-01/2026-06"],
  ["全年", "2026"],
  ["第163期", "2026-R163"],
  ["第 163 期", "2026-R163"],
  ["1—12月", "2026-01/2026-12"],
])("2026年%s is %s of the revenue", async (words, period) => {
  const matches = await csv("指标,时期,数值", `一般公共预算收入,2026年${words},1`);
  expect(matches[0]).toMatchObject({ kind: "fact", period });
});

test.each(["2026-06", "2026-01/2026-06", "2026-R163", "2026"])(
  "the code %s is itself",
  async (period) => {
    const matches = await csv("指标,时期,数值", `一般公共预算收入,${period},1`);
    expect(matches[0]).toMatchObject({ kind: "fact", period });
  },
);

test("what a sheet leaves out is filled in from what is asked, and otherwise refused", async () => {
  expect(told(await csv("指标,数值", "一般公共预算收入,12.3"))).toEqual([
    "B2 budget_revenue 371400 2026-R163 dispatch level 12.3",
  ]);
  expect(told(await csv("指标,时期,数值", "一般公共预算收入,第163期,12.3"))).toEqual([
    "C2 budget_revenue 371400 2026-R163 dispatch level 12.3",
  ]);
  expect(told(await csv("指标,时期,数值", "一般公共预算收入,第162期,12.3"))).toEqual([
    "C2 refused: 没有写明年份",
  ]);
  expect(told(await csv("指标,时期,数值", "GDP,2026年上半年,12.3"))).toEqual([
    "C2 refused: 没有写明是哪个地区",
  ]);
  expect(told(await csv("指标,地区,时期,数值", "固定资产投资,德州,2026年1月,1"))[0]).toMatch(
    /1、2 月合并发布/u,
  );
});

test.each<[string, string]>([
  ["１２３．５", "123.5"],
  ["\u22126.8", "-6.8"],
  ["\uff0d6.8", "-6.8"],
  ["+6.8", "6.8"],
  ['"1,234,567.80"', "1234567.80"],
  ["1，234，567", "1234567"],
  ["12.3亿元", "12.3"],
  ["12.3亿", "12.3"],
  ["123456.7万元", "12.34567"],
  ["1万亿元", "10000"],
  [" 12 345 ", "12345"],
  ["007.10", "7.10"],
])("%s is %s 亿元", async (raw, value) => {
  const matches = await csv("指标,时期,数值", `一般公共预算收入,2026年6月,${raw}`);
  expect(matches[0]).toMatchObject({ kind: "fact", value });
});

test.each([
  "约12",
  "(6.8)",
  "12²",
  "1.2.3",
  "1,23",
  "12%",
  "12人",
  "1e5",
  "=1+1",
  "0x10",
  "∞",
  "十二",
])("%s is refused, not guessed", async (raw) => {
  const matches = await csv(
    "指标,时期,数值",
    `一般公共预算收入,2026年6月,"${raw}"`,
    "一般公共预算收入,2026年5月,1",
  );
  expect(matches[0]).toMatchObject({ kind: "refused", period: "2026-06" });
});

test.each(["", "-", "—", "……", "/", "无", "  "])(
  "「%s」 is no figure and no fault",
  async (raw) => {
    const matches = await csv(
      "指标,时期,数值",
      `一般公共预算收入,2026年6月,${raw}`,
      "一般公共预算收入,2026年5月,1",
    );
    expect(matches).toHaveLength(1);
  },
);

test("a series that stands twice counts once, or not at all where the two differ", async () => {
  const twice = (value: string) =>
    csv(
      "指标,时期,数值",

      "居民收入,2026年上半年,1",
      `一般公共预算收入,2026年6月,5`,
      `一般公共预算收入,2026-06,${value}`,
    );
  expect(told(await twice("5")).slice(-2)).toEqual([
    "C3 budget_revenue 371400 2026-06 dispatch level 5",
    "C4 ignored: 与 表格!C3 重复",
  ]);
  expect((await twice("6")).slice(-2).map(({ kind }) => kind)).toEqual(["refused", "refused"]);
});

test("rows and columns that contradict each other are refused", async () => {
  expect(told(await csv("指标,GDP", "一般公共预算收入,1"))).toEqual([
    "B2 refused: 行和列写的指标不同",
  ]);
});
