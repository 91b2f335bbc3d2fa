/** An indicator and a target to vary in tests. */
import { parseTargetWords } from "../src/target-words.ts";
import type { Indicator } from "../src/indicator.ts";
import type { Observation } from "../src/observation.ts";
import type { Target } from "../src/target.ts";

export function indicatorWith(change: Partial<Indicator> = {}): Indicator {
  return {
    code: "new_jobs",
    name: "城镇新增就业",
    shortName: "新增就业",
    family: "employment",
    unit: "万人",
    decimals: 0,
    kind: "cumulative",
    direction: "higher",
    frequency: "month",
    combinedJanuaryFebruary: false,
    periodKinds: ["ytd", "month"],
    measures: ["level", "yoy_nominal"],
    headline: { periodKind: "ytd", growth: null },
    releaseLagDays: 17,
    leadUnit: "市人力资源社会保障局",
    leader: null,
    simulatedOwner: true,
    ...change,
  };
}

export function targetWith(words: string, change: Partial<Target> = {}): Target {
  const base = parseTargetWords(words);
  if (base === null) throw new Error(`cannot read ${words}`);
  return {
    indicator: "new_jobs",
    region: "100000",
    year: 2020,
    words,
    measure: "level",
    base,
    stretch: null,
    path: { method: "monthly" },
    source: "政府工作报告",
    simulated: false,
    revision: 1,
    ...change,
  };
}

export function observationWith(change: Partial<Observation> = {}): Observation {
  return {
    indicator: "new_jobs",
    region: "100000",
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value: "564",
    status: "preliminary",
    asOf: "2020-07-14",
    source: "人力资源社会保障部",
    simulated: false,
    reason: null,
    ...change,
  };
}

export const jobs = indicatorWith();
export const growth = indicatorWith({
  code: "fai",
  family: "investment",
  unit: "%",
  kind: "growth_only",
});
export const rate = indicatorWith({
  code: "surveyed",
  unit: "%",
  decimals: 1,
  kind: "rate",
  direction: "ceiling",
});
export const pm25 = indicatorWith({
  code: "pm25",
  family: "air",
  unit: "μg/m³",
  kind: "average",
  direction: "ceiling",
});
export const goodDays = indicatorWith({
  code: "good_days",
  family: "air",
  unit: "天",
  kind: "days",
});
