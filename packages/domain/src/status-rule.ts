/** Lights and the dated rules that give them. Rules [L1]–[L9] of SPEC.md. */
import type { Family } from "./indicator.ts";
import type { DecimalString } from "./observation.ts";
import type { PlainDate } from "./plain-date.ts";

/** `behind` 落后 ◆ · `slow` 偏慢 ▲ · `on` 不低于序时 ● · `none` 无目标 ○. A missing figure is 未报, not a light. */
export type Light = "behind" | "slow" | "on" | "none";
export const LIGHTS: readonly Light[] = ["behind", "slow", "on", "none"];
export const LIGHT_NAMES: Readonly<Record<Light, string>> = {
  behind: "落后",
  slow: "偏慢",
  on: "不低于序时",
  none: "无目标",
};
export const LIGHT_GLYPHS: Readonly<Record<Light, string>> = {
  behind: "◆",
  slow: "▲",
  on: "●",
  none: "○",
};

/** A light that a rule can give. */
export type RuledLight = Exclude<Light, "none">;

/**
 * An interval of shortfall and the light it gets. The shortfall is positive when behind, zero or
 * negative when on schedule or ahead. `null` is unbounded.
 */
export interface Band {
  light: RuledLight;
  from: DecimalString | null;
  fromInclusive: boolean;
  to: DecimalString | null;
  toInclusive: boolean;
}

/** How shortfall is measured. Each list of bands may leave a hole: see `undefinedBandLight`. */
export type RuleMethod =
  /**
   * Percentage points. `progress`: planned share minus completion. `rate`: points short of a growth
   * or rate target (for a ceiling: points above it). `average`: percent by which a concentration or
   * index exceeds what is allowed.
   */
  | { by: "points_behind"; progress: Band[]; rate: Band[]; average: Band[] }
  /** Percent of the planned amount that is missing: (planned − done) / planned × 100. */
  | { by: "relative_shortfall"; bands: Band[] }
  /** Calendar days between the date and the date at which the plan equals what is done. */
  | { by: "days_behind"; bands: Band[] }
  /**
   * Remembers earlier periods: a miss gets `onMiss`, `missesForBehind` misses in a row get `behind`,
   * and a missed period that was made up later shows `afterMadeUp` (null: shows what it earns now).
   */
  | {
      by: "memory";
      onMiss: RuledLight;
      missesForBehind: number | null;
      afterMadeUp: RuledLight | null;
    };

export interface StatusRule {
  code: string;
  name: string;
  /** First day in force, inclusive. */
  validFrom: PlainDate;
  /** Last day in force, inclusive; null = still in force. */
  validTo: PlainDate | null;
  /** Empty or absent lists mean every indicator. */
  appliesTo: { indicators?: string[]; families?: Family[] };
  method: RuleMethod;
  /** The light of a shortfall that no band covers; the reason then says 规则未规定. */
  undefinedBandLight: RuledLight;
  source: string;
}

/** One line of why a light is what it is, ready to print. */
export interface LightReason {
  label: string;
  value: string;
}

export interface LightResult {
  light: Light;
  /** null where no rule was applied (no target, no comparable figure). */
  ruleCode: string | null;
  ruleName: string | null;
  ruleFrom: PlainDate | null;
  reasons: LightReason[];
  /** One Chinese sentence. */
  words: string;
}

/** One earlier period of the same series, newest last. */
export interface PastPeriod {
  period: string;
  /** Whether the period's own task was met when it closed. */
  met: boolean;
  /** Whether a missed period's task has been made up since. */
  madeUp: boolean;
}
