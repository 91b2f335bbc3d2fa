import type { StatusRule } from "@diaodu/domain";

/**
 * The light rule of the demonstration, by percentage points behind schedule. Thresholds are invented
 * (published notices differ from place to place) and its name says so.
 */
export const rules: readonly StatusRule[] = [
  {
    code: "demo_points",
    name: "演示规则（模拟）：落后5个百分点以上为落后",
    validFrom: "2019-01-01",
    validTo: null,
    appliesTo: {},
    method: {
      by: "points_behind",
      progress: [
        { light: "on", from: null, fromInclusive: false, to: "0", toInclusive: true },
        { light: "slow", from: "0", fromInclusive: false, to: "5", toInclusive: true },
        { light: "behind", from: "5", fromInclusive: false, to: null, toInclusive: false },
      ],
      rate: [
        { light: "on", from: null, fromInclusive: false, to: "0", toInclusive: true },
        { light: "slow", from: "0", fromInclusive: false, to: "1", toInclusive: true },
        { light: "behind", from: "1", fromInclusive: false, to: null, toInclusive: false },
      ],
      average: [
        { light: "on", from: null, fromInclusive: false, to: "0", toInclusive: true },
        { light: "slow", from: "0", fromInclusive: false, to: "10", toInclusive: true },
        { light: "behind", from: "10", fromInclusive: false, to: null, toInclusive: false },
      ],
    },
    undefinedBandLight: "slow",
    source: "演示设定",
  },
];
