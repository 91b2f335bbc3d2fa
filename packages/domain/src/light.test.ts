import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { published } from "../test/published.ts";
import { growth, jobs, pm25, rate, targetWith } from "../test/sample.ts";
import { exact } from "./decimal.ts";
import type { Indicator } from "./indicator.ts";
import { evaluateLight, isInside } from "./light.ts";
import { overlappingRules, ruleFor } from "./rule-choice.ts";
import { defaultRules, exampleRules } from "./rules-published.ts";
import { standingOf } from "./standing.ts";
import type { LightResult, PastPeriod, StatusRule } from "./status-rule.ts";
import type { Target } from "./target.ts";

function example(code: string): StatusRule {
  const rule = exampleRules.find((candidate) => candidate.code === code);
  if (!rule) throw new Error(code);
  return { ...rule, appliesTo: {}, validFrom: "2000-01-01", validTo: null };
}

function lit(
  rules: readonly StatusRule[],
  indicator: Indicator,
  target: Target | null,
  value: string,
  more: { date?: string; history?: PastPeriod[]; madeUp?: boolean } = {},
): LightResult {
  const date = more.date ?? "2020-06-30";
  const facts = standingOf({ indicator, target, value, date });
  return evaluateLight({ rules, indicator, target, facts, on: date, ...more });
}

describe("lights", () => {
  const schedule = targetWith("100万人以上");

  test("[L1] the rule is chosen by day and by how narrowly it applies", () => {
    const base = example("yinchuan_2025");
    const rules: StatusRule[] = [
      { ...base, code: "all" },
      { ...base, code: "family", appliesTo: { families: ["employment"] } },
      { ...base, code: "own", appliesTo: { indicators: ["new_jobs"] }, validFrom: "2020-07-01" },
      { ...base, code: "ended", appliesTo: { indicators: ["new_jobs"] }, validTo: "2019-12-31" },
    ];
    expect(ruleFor(rules, jobs, "2020-06-30")?.code).toBe("family");
    expect(ruleFor(rules, jobs, "2020-07-01")?.code).toBe("own");
    expect(ruleFor(rules, jobs, "2019-12-31")?.code).toBe("ended");
    expect(ruleFor(rules, growth, "2020-07-01")?.code).toBe("all");
    expect(ruleFor(rules, jobs, "1999-12-31")).toBeNull();
  });

  test("[L2] two rules of one rank on one day are a conflict", () => {
    const base = example("ouhai_2020");
    const first = { ...base, code: "a", validTo: "2020-06-30" };
    const second = { ...base, code: "b", validFrom: "2020-06-30" };
    expect(overlappingRules([first, second])).toHaveLength(1);
    expect(overlappingRules([first, { ...second, validFrom: "2020-07-01" }])).toEqual([]);
    expect(overlappingRules([first, { ...second, appliesTo: { indicators: ["gdp"] } }])).toEqual(
      [],
    );
    expect(overlappingRules(defaultRules)).toEqual([]);
  });

  test("[L3] a light names its rule and every step that led to it", () => {
    const result = lit(defaultRules, jobs, schedule, "48");
    expect(result).toMatchObject({
      light: "slow",
      ruleCode: "default",
      words: "落后序时进度 2.0 个百分点",
    });
    expect(result.reasons.map(({ label }) => label)).toEqual([
      "目标",
      "完成年计划",
      "序时进度",
      "落后幅度",
      "档位",
      "规则",
    ]);
    expect(lit([], jobs, schedule, "48")).toMatchObject({
      light: "none",
      words: "没有适用的亮灯规则",
    });
  });

  test("[L4] by default exactly on schedule is on and three points behind is still slow", () => {
    const lights = ["50", "49.999", "47", "46.99"].map(
      (v) => lit(defaultRules, jobs, schedule, v).light,
    );
    expect(lights).toEqual(["on", "slow", "slow", "behind"]);
    const rates = ["6", "6.3", "6.4"].map(
      (v) => lit(defaultRules, rate, targetWith("6%以内"), v).light,
    );
    expect(rates).toEqual(["on", "slow", "behind"]);
    const means = ["50", "52.5", "53"].map(
      (v) => lit(defaultRules, pm25, targetWith("50以下"), v).light,
    );
    expect(means).toEqual(["on", "slow", "behind"]);
  });

  test("[L4] a rate within the tolerance of 左右 is on schedule, beyond it is not", () => {
    const around: Target = {
      ...targetWith("6%左右"),
      base: { form: "around", value: "6", tolerance: "0.2" },
    };
    const lights = ["5.6", "6.03", "6.2", "6.25", "6.4"].map(
      (v) => lit(defaultRules, rate, around, v).light,
    );
    expect(lights).toEqual(["on", "on", "on", "slow", "behind"]);
  });

  test("[L4] more done never shows a worse light", () => {
    const order = ["behind", "slow", "on"];
    fc.assert(
      fc.property(fc.nat(12_000), fc.nat(500), (units, more) => {
        const value = (n: number): string => exact(n).div(100).toFixed(2);
        const before = lit(defaultRules, jobs, schedule, value(units)).light;
        const after = lit(defaultRules, jobs, schedule, value(units + more)).light;
        expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
      }),
    );
  });

  test("[L5] 三亚: up to half of the planned amount missing is slow, the half included", () => {
    const rules = [example("sanya_projects_2022")];
    const lights = ["50", "49", "25", "24.9"].map((v) => lit(rules, jobs, schedule, v).light);
    expect(lights).toEqual(["on", "slow", "slow", "behind"]);
  });

  test("[L6] bounds count or not as the rule says", () => {
    const band = {
      light: "slow",
      from: "0",
      fromInclusive: false,
      to: "3",
      toInclusive: true,
    } as const;
    expect(["0", "0.001", "3", "3.001"].map((x) => isInside(band, exact(x)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    const rules = [example("yinchuan_2025")];
    const lights = ["50", "40", "20", "19.9"].map((v) => lit(rules, jobs, schedule, v).light);
    expect(lights).toEqual(["on", "slow", "slow", "behind"]);
  });

  test("[L6] 银川's bands are those of the published notice", () => {
    const rows = published("light_and_scoring_rules").filter(({ place_year }) =>
      place_year?.startsWith("银川"),
    );
    const { method } = example("yinchuan_2025");
    if (method.by !== "points_behind") throw new Error(method.by);
    const [, yellow, red] = method.progress;
    expect([yellow?.from, yellow?.to]).toEqual([
      rows[1]?.["points_behind_from"],
      rows[1]?.["points_behind_to"],
    ]);
    expect([red?.from, red?.to]).toEqual([rows[2]?.["points_behind_from"], null]);
  });

  test("[L7] 银川 leaves 0 to 10 points behind undefined, and the reason says so", () => {
    const rule = example("yinchuan_2025");
    const hole = lit([rule], jobs, schedule, "45");
    expect(hole.light).toBe("slow");
    expect(hole.reasons.some(({ value }) => value.includes("规则未规定"))).toBe(true);
    expect(lit([{ ...rule, undefinedBandLight: "behind" }], jobs, schedule, "45").light).toBe(
      "behind",
    );
    const defined = lit([rule], jobs, schedule, "30");
    expect(defined.reasons.some(({ value }) => value.includes("规则未规定"))).toBe(false);
  });

  test("[L8] 三亚 districts: one miss is slow, two in a row behind", () => {
    const rules = [example("sanya_districts_2022")];
    const missed = { period: "2020-05", met: false, madeUp: false };
    const reached = { period: "2020-05", met: true, madeUp: false };
    expect(lit(rules, jobs, schedule, "49", { history: [missed, reached] }).light).toBe("slow");
    expect(lit(rules, jobs, schedule, "49", { history: [reached, missed] }).light).toBe("behind");
    expect(lit(rules, jobs, schedule, "50", { history: [missed] }).light).toBe("on");
  });

  test("[L8] 瓯海: a missed month is behind, and slow once made up", () => {
    const rules = [example("ouhai_2020")];
    expect(lit(rules, jobs, schedule, "49").light).toBe("behind");
    expect(lit(rules, jobs, schedule, "50", { madeUp: true }).light).toBe("slow");
    expect(lit(rules, jobs, schedule, "50").light).toBe("on");
  });

  test("[L9] a rule by days behind reads the path, and says when it does not fit", () => {
    const rules = [example("schedule_days")];
    expect(lit(rules, jobs, schedule, "50").light).toBe("on");
    expect(lit(rules, jobs, schedule, "47").light).toBe("slow");
    expect(lit(rules, jobs, schedule, "40").light).toBe("behind");
    expect(lit(rules, rate, targetWith("6%左右"), "6.1")).toMatchObject({
      light: "none",
      words: "亮灯规则不适用于该指标",
    });
  });
});
