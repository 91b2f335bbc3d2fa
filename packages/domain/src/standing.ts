/** Where a figure stands against its target. Rules [K1]–[K5] of SPEC.md. */
import { exact, round } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";
import { groupDigits, signDigits } from "./figure-text.ts";
import { roundingOf } from "./figure-format.ts";
import { isGrowth } from "./indicator.ts";
import type { Direction, Indicator, Measure } from "./indicator.ts";
import { dateParts, daysBetween } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";
import { gapWords, progressAt } from "./progress.ts";
import { isLowerBetter, margin, requiredValue } from "./requirement.ts";
import { dateOfPlan, plannedValue } from "./target-path.ts";
import type { Requirement, Target } from "./target.ts";

/** All numbers unrounded. Positive margins and gaps are good. */
export type Standing =
  /** An amount that grows towards the year's task. */
  | {
      kind: "progress";
      completion: Exact;
      scheduled: Exact;
      gap: Exact;
      done: Exact;
      planned: Exact;
      /** Days since the plan stood where the figure stands; negative when ahead; null past the year's task. */
      daysBehind: number | null;
    }
  /** A growth or a rate against a line; the margin is in points (or places, for a rank). */
  | ({ kind: "rate" } & AgainstLine)
  /** A mean or index against what is allowed; excess in percent of it, positive is bad. */
  | ({ kind: "average"; excess: Exact } & AgainstLine)
  | { kind: "unjudged"; why: string };

export interface AgainstLine {
  value: Exact;
  margin: Exact;
  /** The value that just meets the requirement. */
  line: Exact | null;
  /** Whether the line is a goal to reach or a limit to stay within. */
  limit: "goal" | "control";
  /** Unit of the margin: 个百分点, 位, or the indicator's own. */
  unit: string;
  /** Decimals of the margin in words. */
  decimals: number;
}

/**
 * Where `value` stands at the end of `date` against one requirement of the target (base by default).
 * Amounts, days and counts are judged by progress along the path [K1], growth and rates by points
 * from the line [K2], means and indices by excess over the line [K3]; no target, a relative one and
 * one without a number are `unjudged` [K4].
 */
export function standingOf(input: {
  indicator: Indicator;
  target: Target | null;
  value: Numeric;
  date: PlainDate;
  requirement?: Requirement;
}): Standing {
  const { indicator, target, date } = input;
  if (target === null) return unjudged("无年度目标");
  const requirement = input.requirement ?? target.base;
  if (requirement.form === "none") return unjudged("未设定量目标");
  if (requirement.form === "relative") return unjudged("目标以其他数据为参照，不能单独判断");
  const value = exact(input.value);
  const required = requiredValue(requirement, indicator.direction);
  if (target.measure === "level" && isAmount(indicator) && required !== null) {
    if (required.lte(0)) return unjudged("目标不是正数，无法计算进度");
    return progressStanding(target, value, required, date);
  }
  const judged = isGrowth(target.measure) && requirement.form === "reduction" ? value.neg() : value;
  const direction = target.measure === "rank" ? "lower" : indicator.direction;
  const distance = margin(requirement, judged, direction);
  if (distance === null) return unjudged("无年度目标");
  const against: AgainstLine = {
    value,
    margin: distance,
    line: requirement.form === "reduction" ? exact(requirement.value).neg() : required,
    limit: limitOf(requirement, direction),
    ...marginScale(indicator, target.measure),
  };
  const mean = indicator.kind === "average" || indicator.kind === "index";
  if (target.measure === "level" && mean && against.line?.gt(0)) {
    return { kind: "average", ...against, excess: distance.neg().div(against.line).times(100) };
  }
  return { kind: "rate", ...against };
}

/**
 * The standing in one phrase: `超序时进度 0.2 个百分点`, `比序时少 6 天`, `控制线内 0.3 个百分点`,
 * `高于目标 0.5 个百分点`, `超控制线 3 μg/m³`. [K5]
 */
export function standingWords(indicator: Indicator, standing: Standing): string {
  switch (standing.kind) {
    case "unjudged":
      return standing.why;
    case "progress": {
      if (indicator.kind !== "days") return gapWords(standing.gap);
      const days = standing.done.minus(standing.planned);
      const text = round(days.abs(), 0);
      if (text === "0") return "与序时进度持平";
      return `比序时${days.gt(0) ? "多" : "少"} ${text} 天`;
    }
    case "rate":
    case "average": {
      const text = marginText(indicator, standing);
      const [inside, outside, level] =
        standing.limit === "control"
          ? ["控制线内", "超控制线", "与控制线"]
          : ["高于目标", "低于目标", "与目标"];
      if (standing.margin.isZero()) return `${level}持平`;
      if (!/[1-9]/.test(text)) return `${level}基本持平`;
      return `${standing.margin.gt(0) ? inside : outside} ${groupDigits(text)} ${standing.unit}`;
    }
  }
}

/** The gap alone, signed, for narrow places: `+0.2`, `−6 天`; null when unjudged. [K5] */
export function standingShort(indicator: Indicator, standing: Standing): string | null {
  if (standing.kind === "unjudged") return null;
  if (standing.kind !== "progress") {
    const sign = standing.margin.lt(0) ? "-" : "";
    return signDigits(`${sign}${marginText(indicator, standing)}`.replace(/^-(?=[0.]*$)/, ""));
  }
  if (indicator.kind !== "days") return signDigits(round(standing.gap, 1));
  return `${signDigits(round(standing.done.minus(standing.planned), 0))} 天`;
}

function progressStanding(target: Target, done: Exact, plan: Exact, date: PlainDate): Standing {
  const { path, year } = target;
  const progress = progressAt({ done, plan, path, year, date });
  const planned = plannedValue(path, year, date, plan);
  const stoodAt = dateOfPlan(path, year, plan, done);
  const within = dateParts(date).year === year;
  return {
    kind: "progress",
    ...progress,
    done,
    planned,
    daysBehind: stoodAt === null || !within ? null : daysBetween(stoodAt, date),
  };
}

/** Amounts add up over the year; days in percent and rates do not. */
function isAmount(indicator: Indicator): boolean {
  if (indicator.unit === "%") return false;
  return indicator.kind === "cumulative" || indicator.kind === "days" || indicator.kind === "count";
}

function marginText(indicator: Indicator, standing: AgainstLine): string {
  return round(standing.margin.abs(), standing.decimals, roundingOf(indicator));
}

function limitOf(requirement: Requirement, direction: Direction): "goal" | "control" {
  if (requirement.form === "floor" || requirement.form === "reduction") return "goal";
  if (requirement.form === "ceiling" || direction === "around") return "control";
  return isLowerBetter(direction) ? "control" : "goal";
}

function marginScale(indicator: Indicator, measure: Measure): { unit: string; decimals: number } {
  if (measure === "rank" || indicator.kind === "rank") return { unit: "位", decimals: 0 };
  if (measure !== "level" || indicator.unit === "%") return { unit: "个百分点", decimals: 1 };
  return { unit: indicator.unit, decimals: indicator.decimals };
}

function unjudged(why: string): Standing {
  return { kind: "unjudged", why };
}
