/**
 * Light rules as data: those in force unless a city configures its own, and four that real notices
 * print. Rule [L9] of SPEC.md.
 */
import type { Band, RuledLight, StatusRule } from "./status-rule.ts";

/** At most `to` behind, included; `from` excluded. */
function upTo(light: RuledLight, from: string | null, to: string): Band {
  return { light, from, fromInclusive: false, to, toInclusive: true };
}

function beyond(light: RuledLight, from: string): Band {
  return { light, from, fromInclusive: false, to: null, toInclusive: false };
}

const ON_SCHEDULE = upTo("on", null, "0");

/**
 * On schedule at a gap of zero or better; up to 3 points behind slow, the 3 included; more behind.
 * Growth and rates: up to 0.3 points. Means: up to 5 % over what is allowed.
 */
export const defaultRules: readonly StatusRule[] = [
  {
    code: "default",
    name: "通用规则",
    validFrom: "2000-01-01",
    validTo: null,
    appliesTo: {},
    method: {
      by: "points_behind",
      progress: [ON_SCHEDULE, upTo("slow", "0", "3"), beyond("behind", "3")],
      rate: [ON_SCHEDULE, upTo("slow", "0", "0.3"), beyond("behind", "0.3")],
      average: [ON_SCHEDULE, upTo("slow", "0", "5"), beyond("behind", "5")],
    },
    undefinedBandLight: "slow",
    source: "本系统默认",
  },
];

/** Rules found in notices of real cities; none is in force by default. */
export const exampleRules: readonly StatusRule[] = [
  {
    code: "yinchuan_2025",
    name: "银川市政府投资项目（2025）",
    validFrom: "2025-01-01",
    validTo: "2025-12-31",
    appliesTo: { families: ["investment"] },
    method: {
      by: "points_behind",
      // The notice says nothing about 0 to 10 points behind: the hole is kept, see undefinedBandLight.
      progress: [
        ON_SCHEDULE,
        { light: "slow", from: "10", fromInclusive: true, to: "30", toInclusive: true },
        beyond("behind", "30"),
      ],
      rate: [],
      average: [],
    },
    undefinedBandLight: "slow",
    source: "银川市发展改革委 2025-03-18",
  },
  {
    code: "sanya_projects_2022",
    name: "三亚市年度计划项目（2022）",
    validFrom: "2022-01-01",
    validTo: "2022-12-31",
    appliesTo: { families: ["investment"] },
    method: {
      by: "relative_shortfall",
      bands: [ON_SCHEDULE, upTo("slow", "0", "50"), beyond("behind", "50")],
    },
    undefinedBandLight: "slow",
    source: "海南日报 2022-05-13",
  },
  {
    code: "sanya_districts_2022",
    name: "三亚市各区月度任务（2022）",
    validFrom: "2022-01-01",
    validTo: "2022-12-31",
    appliesTo: {},
    method: { by: "memory", onMiss: "slow", missesForBehind: 2, afterMadeUp: null },
    undefinedBandLight: "slow",
    source: "海南日报 2022-05-13",
  },
  {
    code: "ouhai_2020",
    name: "温州市瓯海区八重任务（2020）",
    validFrom: "2020-01-01",
    validTo: "2020-12-31",
    appliesTo: {},
    method: { by: "memory", onMiss: "behind", missesForBehind: null, afterMadeUp: "slow" },
    undefinedBandLight: "slow",
    source: "温州市政府 2020-05-21",
  },
  {
    code: "schedule_days",
    name: "工程进度滞后天数",
    validFrom: "2000-01-01",
    validTo: null,
    appliesTo: {},
    method: {
      by: "days_behind",
      bands: [
        ON_SCHEDULE,
        { light: "slow", from: "0", fromInclusive: false, to: "15", toInclusive: false },
        { light: "behind", from: "15", fromInclusive: true, to: null, toInclusive: false },
      ],
    },
    undefinedBandLight: "slow",
    source: "某工程公司进度预警：滞后 7 天内、7 至 15 天、15 天以上",
  },
];
