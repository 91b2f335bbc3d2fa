import type { Duty, Indicator, Observation, Region, StatusRule, Unit } from "@diaodu/domain";
import type {
  AuditEntry,
  Storage,
  Submission,
  SubmissionResult,
  TargetInput,
} from "../../src/index.ts";

/** The clock of every contract test. */
export const AT = "2020-07-16T02:00:00.000Z";
export const now = (): Date => new Date(AT);

/** 德州 地区生产总值, first half of 2020, unless said otherwise. */
export function figure(over: Partial<Observation> = {}): Observation {
  return {
    indicator: "gdp",
    region: "371400",
    period: "2020-01/2020-06",
    basis: "official",
    measure: "level",
    value: "1400.5",
    status: "flash",
    asOf: "2020-07-16",
    source: "德州市统计局",
    simulated: false,
    reason: null,
    ...over,
  };
}

/** Submits as one change; fails the test unless it is committed. */
export async function commit(
  storage: Storage,
  items: readonly Observation[],
  over: Partial<Submission> = {},
): Promise<Extract<SubmissionResult, { kind: "committed" | "repeated" }>> {
  const result = await storage.submitObservations({
    items,
    reportedBy: "德州市统计局",
    committedAt: AT,
    ...over,
  });
  if (result.kind === "committed" || result.kind === "repeated") return result;
  throw new Error(`not committed: ${JSON.stringify(result)}`);
}

export const DEZHOU: Region = {
  code: "371400",
  name: "德州市",
  shortName: "德州",
  level: "city",
  parent: "370000",
};

export const GDP: Indicator = {
  code: "gdp",
  name: "地区生产总值",
  shortName: "GDP",
  family: "gdp",
  unit: "亿元",
  decimals: 2,
  kind: "cumulative",
  direction: "higher",
  frequency: "quarter",
  combinedJanuaryFebruary: false,
  periodKinds: ["ytd", "year"],
  measures: ["level", "yoy_real"],
  headline: { periodKind: "ytd", growth: "yoy_real" },
  releaseLagDays: 17,
  leadUnit: "市统计局",
  leader: null,
  simulatedOwner: true,
};

export const TARGET: TargetInput = {
  indicator: "gdp",
  region: "371400",
  year: 2020,
  words: "6%左右",
  measure: "yoy_real",
  base: { form: "around", value: "6", tolerance: "0.5" },
  stretch: null,
  path: { method: "monthly" },
  source: "政府工作报告",
  simulated: false,
};

export const RULE: StatusRule = {
  code: "points",
  name: "进度差",
  validFrom: "2020-01-01",
  validTo: null,
  appliesTo: {},
  method: { by: "points_behind", progress: [], rate: [], average: [] },
  undefinedBandLight: "slow",
  source: "督查通报",
};

export const FINANCE: Unit = {
  code: "finance",
  name: "市财政局",
  shortName: "财政",
  region: "371400",
};

export const DUTY: Duty = {
  unit: "finance",
  indicator: "gdp",
  region: "371400",
  basis: "dispatch",
  measures: ["level"],
};

export const AUDIT: AuditEntry = {
  at: AT,
  actor: { kind: "person", id: "a1", name: "张三", ip: "10.0.0.7" },
  action: "report.write",
  object: "report:finance",
  result: "done",
  detail: { items: 1, from: null, to: { value: "1.50" } },
};
