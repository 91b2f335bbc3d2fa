import { describe, expect, test } from "vitest";
import { published } from "../../test/published.ts";
import { completion, timeProgress } from "../progress.ts";
import { cumulativeTo } from "../period.ts";
import { indicatorSentence, overallSentences } from "./bulletin-sentences.ts";
import type { IndicatorFacts } from "./indicator-fields.ts";
import { paperWords } from "./paper-words.ts";
import { DEFAULT_TEMPLATES, templateFaults } from "./templates.ts";
import type { BulletinTemplates } from "./templates.ts";

const NOTHING = {
  level: null,
  yearOnYear: null,
  share: null,
  target: null,
  completion: null,
  gap: null,
  standing: null,
  rank: null,
  month: null,
} as const;
const REVENUE: IndicatorFacts = {
  ...NOTHING,
  indicator: {
    code: "budget_revenue",
    name: "一般公共预算收入",
    kind: "cumulative",
    unit: "亿元",
    decimals: 1,
    family: "fiscal",
    frequency: "month",
    leadUnit: "市财政局",
  },
  region: "全市",
  period: "2020-01/2020-06",
  level: "123.44",
  yearOnYear: { by: "percent", value: "-3.2" },
  completion: "51.24",
  gap: "1.24",
  rank: { among: "全省", place: 5, gained: 1 },
};
const PM25: IndicatorFacts = {
  ...NOTHING,
  indicator: {
    code: "pm25",
    name: "细颗粒物（PM2.5）平均浓度",
    kind: "average",
    unit: "μg/m³",
    decimals: 0,
    family: "air",
    frequency: "day",
    leadUnit: "市生态环境局",
  },
  region: "全市",
  period: "2020-01/2020-06",
};
const RATE: IndicatorFacts = {
  ...NOTHING,
  indicator: {
    code: "surveyed_unemployment",
    name: "城镇调查失业率",
    kind: "rate",
    unit: "%",
    decimals: 1,
    family: "employment",
    frequency: "month",
    leadUnit: "市人力资源社会保障局",
  },
  region: "全国",
  period: "2020-06",
};
const say = (facts: IndicatorFacts, templates: BulletinTemplates = DEFAULT_TEMPLATES): string =>
  indicatorSentence(templates, facts);
const indicator = (facts: IndicatorFacts, changes: Partial<IndicatorFacts["indicator"]>) => ({
  ...facts.indicator,
  ...changes,
});

describe("the sentence about one figure", () => {
  test("[H6] says every fact that is known, in the order of the template", () => {
    expect(say(REVENUE)).toBe(
      "1—6月，全市一般公共预算收入完成123.4亿元，同比下降3.2%，占年计划的51.2%，超序时进度1.2个百分点，居全省第5位，较上期上升1位",
    );
  });

  test("[H6] leaves out what is not known, and computes nothing from the rest", () => {
    expect(say({ ...REVENUE, yearOnYear: null, rank: null, gap: null })).toBe(
      "1—6月，全市一般公共预算收入完成123.4亿元，占年计划的51.2%",
    );
    expect(say({ ...REVENUE, ...NOTHING, level: "0" })).toBe(
      "1—6月，全市一般公共预算收入完成0.0亿元",
    );
  });

  test("[H7] its verbs follow the sign, and what rounds to zero is 持平", () => {
    const growth = (value: string) =>
      say({ ...REVENUE, ...NOTHING, level: "1", yearOnYear: { by: "percent", value } });
    expect(growth("2.25")).toMatch(/同比增长2\.3%$/u);
    expect(growth("-0.04")).toMatch(/同比持平$/u);
    const gap = (value: string) => say({ ...REVENUE, ...NOTHING, level: "1", gap: value });
    expect(gap("-1.36")).toMatch(/落后序时进度1\.4个百分点$/u);
    expect(gap("0")).toMatch(/与序时进度持平$/u);
    expect(gap("-0.01")).toMatch(/与序时进度基本持平$/u);
  });

  test("[H7] concentrations and rates rise and fall, days become more and fewer", () => {
    const level = { level: "45.5", standing: "超控制线 3 μg/m³", target: "43微克/立方米以下" };
    expect(say({ ...PM25, ...level, yearOnYear: { by: "percent", value: "4.7" } })).toBe(
      "1—6月，全市细颗粒物（PM2.5）平均浓度为46微克/立方米，同比上升4.7%，年度目标为43微克/立方米以下，超控制线3微克/立方米",
    );
    const days = indicator(PM25, { kind: "days", name: "空气质量优良天数", unit: "天" });
    const facts = { level: "98", share: "54.1", standing: "比序时少 6 天" };
    const yearOnYear = { by: "units", value: "12" } as const;
    expect(say({ ...PM25, ...facts, indicator: days, yearOnYear })).toBe(
      "1—6月，全市空气质量优良天数为98天，占比54.1%，同比增加12天，比序时少6天",
    );
    const rate = { level: "5.7", target: "6%左右", standing: "控制线内 0.3 个百分点" };
    expect(say({ ...RATE, ...rate, yearOnYear: { by: "points", value: "0.6" } })).toBe(
      "6月，全国城镇调查失业率为5.7%，同比上升0.6个百分点，年度目标为6%左右，控制线内0.3个百分点",
    );
  });

  test("[H8] its place is told with the change since the period before", () => {
    const place = (gained: number | null) =>
      say({ ...REVENUE, ...NOTHING, level: "1", rank: { among: "全省", place: 5, gained } });
    expect(place(-2)).toMatch(/居全省第5位，较上期下降2位$/u);
    expect(place(0)).toMatch(/居全省第5位，位次与上期持平$/u);
    expect(place(null)).toMatch(/居全省第5位$/u);
  });

  test("[H9] an indicator without a level says its growth", () => {
    const iva = indicator(REVENUE, {
      code: "iva",
      name: "规模以上工业增加值",
      kind: "growth_only",
    });
    const growth = { yearOnYear: { by: "percent", value: "-1.6" } } as const;
    const standing = { target: "5%左右", standing: "低于目标 6.6 个百分点" };
    expect(say({ ...REVENUE, ...NOTHING, ...growth, ...standing, indicator: iva })).toBe(
      "1—6月，全市规模以上工业增加值同比下降1.6%，年度目标为5%左右，低于目标6.6个百分点",
    );
    const fai = indicator(REVENUE, { code: "fai", name: "固定资产投资" });
    expect(say({ ...REVENUE, ...NOTHING, ...growth, indicator: fai })).toBe(
      "1—6月，全市固定资产投资同比下降1.6%",
    );
  });

  test("[H9] a figure that is not there is 未报, and names who leads", () => {
    expect(say({ ...REVENUE, ...NOTHING })).toBe("1—6月，全市一般公共预算收入未报，由市财政局负责");
    expect(say({ ...PM25, yearOnYear: { by: "units", value: "1" } })).toBe(
      "1—6月，全市细颗粒物（PM2.5）平均浓度未报，由市生态环境局负责",
    );
  });

  test("[H6] a cumulative figure may bring its latest month, a quarterly one says its quarters", () => {
    const month = {
      period: "2020-06",
      level: "20.16",
      yearOnYear: { by: "percent", value: "3.1" },
    } as const;
    expect(say({ ...REVENUE, ...NOTHING, level: "123.44", month })).toBe(
      "1—6月，全市一般公共预算收入完成123.4亿元；其中6月当月完成20.2亿元，同比增长3.1%",
    );
    const gdp = indicator(REVENUE, { code: "gdp", name: "地区生产总值", frequency: "quarter" });
    const facts = { level: "1500.5", yearOnYear: { by: "percent", value: "-0.2" } } as const;
    expect(say({ ...REVENUE, ...NOTHING, ...facts, indicator: gdp })).toBe(
      "上半年，全市地区生产总值实现1500.5亿元，同比下降0.2%",
    );
    const jobs = indicator(REVENUE, { code: "new_jobs", name: "城镇新增就业", unit: "万人" });
    expect(say({ ...REVENUE, ...NOTHING, level: "564", indicator: jobs })).toBe(
      "1—6月，全市城镇新增就业完成564.0万人",
    );
  });

  test("[H5] large amounts are not grouped on paper, and negatives keep their sign", () => {
    expect(say({ ...REVENUE, ...NOTHING, level: "456614.4" })).toContain("完成456614.4亿元");
    expect(say({ ...RATE, level: "-0.3" })).toBe("6月，全国城镇调查失业率为−0.3%");
    expect(paperWords("完成 456\u202f614 亿元，第 90 期 PM2.5 浓度")).toBe(
      "完成456614亿元，第90期 PM2.5浓度",
    );
  });

  test("[H1] an office's own words say one sign each", () => {
    const own = "[高于均衡进度{超前点数:2}个点][低于均衡进度{落后点数:2}个点]";
    const templates = { ...DEFAULT_TEMPLATES, byIndicator: { budget_revenue: own } };
    expect(say({ ...REVENUE, gap: "1.237" }, templates)).toBe("高于均衡进度1.24个点");
    expect(say({ ...REVENUE, gap: "-1.237" }, templates)).toBe("低于均衡进度1.24个点");
  });
});

describe("the sentences over all", () => {
  const standing = (name: string, light: "on" | "slow" | "behind" | "none" | "unreported") => ({
    name,
    light,
    words: light === "unreported" ? null : "超序时进度 1.2 个百分点",
  });

  test("[H10] count each light, and leave out those of none", () => {
    const { overall } = overallSentences(DEFAULT_TEMPLATES, [
      standing("甲", "on"),
      standing("乙", "on"),
      standing("丙", "behind"),
      standing("丁", "unreported"),
    ]);
    expect(overall).toBe("4项指标中，2项不低于序时，1项落后，1项未报");
    expect(overallSentences(DEFAULT_TEMPLATES, []).overall).toBeNull();
  });

  test("[H11] list the names with their standings in the order given, or nothing", () => {
    const lists = overallSentences(DEFAULT_TEMPLATES, [
      standing("乙", "on"),
      standing("甲", "on"),
      standing("丁", "unreported"),
    ]);
    expect(lists.good).toBe("进度较好的有乙（超序时进度1.2个百分点）、甲（超序时进度1.2个百分点）");
    expect(lists.unreported).toBe("未报的有丁");
    expect(lists.slow).toBeNull();
    expect(lists.behind).toBeNull();
  });
});

describe("templates", () => {
  test("[H3] the defaults have no fault, and a fault is told with its path", () => {
    expect(templateFaults(DEFAULT_TEMPLATES)).toEqual([]);
    const faulty = { ...DEFAULT_TEMPLATES, byIndicator: { gdp: "{甲" }, good: "{时期}" };
    expect(templateFaults(faulty).map(({ path }) => path)).toEqual(["byIndicator.gdp", "good"]);
  });

  test("[H3] a faulty template is refused where it is used", () => {
    expect(() =>
      say(REVENUE, { ...DEFAULT_TEMPLATES, byIndicator: { budget_revenue: "{" } }),
    ).toThrow(RangeError);
  });
});

/**
 * The words of each published statement as a template. Not among them: 与时序进度基本一致 (the yardstick
 * is seasonal, and its curve was not published with the 59.45%), and 低于历史同期平均 6.7% (a December
 * share against an average of years, neither a plan nor a schedule).
 */
const AHEAD = (words: string, field: string) => `${words}{${field}}个百分点`;
const WORDINGS: Readonly<Record<string, string>> = {
  "江门市 Jan-Oct (year not on the page)": AHEAD("超过时间进度", "超前点数"),
  "(县/市级) 2016 Jan-Oct": AHEAD("超均衡进度", "超前点数"),
  "三明市三元区 2010 Jan-Aug": AHEAD("超序时进度", "超前点数:2"),
  "全国 2020 Jan-Sep": "完成全年目标任务的{完成率}",
  "全国 2020 Jan-Nov": "完成全年目标任务的{完成率}",
  "全国 2019 Jan-Jul": "完成全年计划的{完成率:0}",
  "全国 2019 Jan-Jun": "完成全年目标任务{完成率:0}",
  "全国 2019 Jan-May": "完成全年计划的{完成率:0}",
};

test("[H12] published statements are reproduced word for word from their figures", () => {
  const left: string[] = [];
  for (const row of published("published_progress_statements")) {
    const place = `${row["place"]} ${row["period"]}`;
    const wording = WORDINGS[place];
    if (wording === undefined) {
      left.push(`${row["place"]} ${row["published_claim"]}`);
      continue;
    }
    const plan = row["annual_plan"];
    const share = plan ? completion(row["done"] ?? "", plan) : (row["completion_pct"] ?? "");
    const month = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(
      /Jan-(\w+)/u.exec(row["period"] ?? "")?.[1] ?? "",
    );
    const scheduled = timeProgress(cumulativeTo(2019, month / 3 + 1));
    const gap = scheduled.neg().plus(share);
    const templates = { ...DEFAULT_TEMPLATES, byIndicator: { budget_revenue: wording } };
    const points = row["published_gap_points"];
    const claim = `${row["published_claim"]}${points ? `${points}个百分点` : ""}`;
    expect(say({ ...REVENUE, completion: share, gap }, templates)).toBe(claim);
  }
  expect(left).toEqual(["全国 与时序进度基本一致", "全国 低于历史同期平均 6.7%"]);
});
