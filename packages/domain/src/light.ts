/** The light of a figure, and why. Rules [L3]–[L9] of SPEC.md. */
import { exact, round } from "./decimal.ts";
import type { Exact } from "./decimal.ts";
import { groupDigits } from "./figure-text.ts";
import { formatFigure } from "./figure-format.ts";
import type { Indicator } from "./indicator.ts";
import type { PlainDate } from "./plain-date.ts";
import { standingWords } from "./standing.ts";
import type { Standing } from "./standing.ts";
import { ruleFor } from "./rule-choice.ts";
import { LIGHT_NAMES } from "./status-rule.ts";
import type {
  Band,
  LightReason,
  LightResult,
  PastPeriod,
  RuledLight,
  StatusRule,
} from "./status-rule.ts";
import type { Target } from "./target.ts";

export interface LightInput {
  rules: readonly StatusRule[];
  indicator: Indicator;
  target: Target | null;
  /** From standingOf: where the figure stands against the target. */
  facts: Standing;
  /** Earlier periods of the series, oldest first; used by rules with memory only. */
  history?: readonly PastPeriod[];
  /** True where this period's task was missed when it closed and has been made up since. */
  madeUp?: boolean;
  /** The day whose rule applies: the end of the figure's period, or the day of dispatch. */
  on: PlainDate;
}

/**
 * The light by the rule in force, with every step that led to it. [L3]
 * `none` where the target cannot be judged, no rule applies, or the rule has no measure for this kind
 * of figure; the words then say which.
 */
export function evaluateLight(input: LightInput): LightResult {
  const { indicator, facts, target } = input;
  if (facts.kind === "unjudged") return dark(facts.why, targetReasons(target));
  const rule = ruleFor(input.rules, indicator, input.on);
  const stands = standingReasons(indicator, facts);
  if (rule === null) return dark("没有适用的亮灯规则", [...targetReasons(target), ...stands]);
  const judged = judge(rule, facts, input);
  const reasons = [...targetReasons(target), ...stands, ...(judged?.reasons ?? [])];
  if (judged === null) return { ...dark("亮灯规则不适用于该指标", reasons), ...named(rule) };
  reasons.push({ label: "规则", value: `${rule.name}（${rule.validFrom} 起）` });
  return {
    light: judged.light,
    ...named(rule),
    reasons,
    words: standingWords(indicator, facts),
  };
}

type Judged = { light: RuledLight; reasons: LightReason[] } | null;

function judge(rule: StatusRule, facts: Standing, input: LightInput): Judged {
  const { method } = rule;
  if (facts.kind === "unjudged") return null;
  switch (method.by) {
    case "points_behind": {
      const bands = method[facts.kind];
      const behind = tolerated(shortfall(facts), facts, input.target);
      return byBands(rule, bands, behind, facts.kind === "average" ? "%" : "个百分点");
    }
    case "relative_shortfall": {
      const relative = relativeShortfall(facts);
      return relative === null ? null : byBands(rule, method.bands, relative, "%");
    }
    case "days_behind": {
      if (facts.kind !== "progress" || facts.daysBehind === null) return null;
      return byBands(rule, method.bands, exact(facts.daysBehind), "天");
    }
    case "memory":
      return byMemory(method, shortfall(facts).lte(0), input.history ?? [], input.madeUp ?? false);
  }
}

/** Positive when behind: points, or percent of the allowed mean. [L4] */
function shortfall(facts: Exclude<Standing, { kind: "unjudged" }>): Exact {
  switch (facts.kind) {
    case "progress":
      return facts.gap.neg();
    case "rate":
      return facts.margin.neg();
    case "average":
      return facts.excess;
  }
}

/** 左右 leaves room: a growth or rate that misses by no more than its tolerance is not behind. [L4] */
function tolerated(behind: Exact, facts: Standing, target: Target | null): Exact {
  if (facts.kind !== "rate" || target?.base.form !== "around") return behind;
  const within = behind.gt(0) && behind.lte(exact(target.base.tolerance));
  return within ? exact(0) : behind;
}

/** Percent of the planned amount, or of the line, that is missing. Null where that is zero or unknown. [L5] */
function relativeShortfall(facts: Exclude<Standing, { kind: "unjudged" }>): Exact | null {
  switch (facts.kind) {
    case "progress":
      return facts.planned.lte(0)
        ? null
        : facts.planned.minus(facts.done).div(facts.planned).times(100);
    case "rate":
      return facts.line === null || facts.line.isZero()
        ? null
        : facts.margin.neg().div(facts.line.abs()).times(100);
    case "average":
      return facts.excess;
  }
}

/** The first band that holds the shortfall; a hole in the rule gets the light configured for it. [L6] [L7] */
function byBands(rule: StatusRule, bands: readonly Band[], behind: Exact, unit: string): Judged {
  const reason = {
    label: behind.gt(0) ? "落后幅度" : "领先幅度",
    value: `${formatFigure(behind.abs(), 2)} ${unit}`,
  };
  const band = bands.find((candidate) => isInside(candidate, behind));
  if (band === undefined) {
    const value = `规则未规定，按“${LIGHT_NAMES[rule.undefinedBandLight]}”处理`;
    return { light: rule.undefinedBandLight, reasons: [reason, { label: "档位", value }] };
  }
  const value = `${LIGHT_NAMES[band.light]}：${bandWords(band, unit)}`;
  return { light: band.light, reasons: [reason, { label: "档位", value }] };
}

/** Bounds are inclusive or not as the rule says; null is unbounded. [L6] */
export function isInside(band: Band, behind: Exact): boolean {
  const low = band.from === null ? 1 : behind.comparedTo(exact(band.from));
  const high = band.to === null ? -1 : behind.comparedTo(exact(band.to));
  return (
    (low > 0 || (low === 0 && band.fromInclusive)) && (high < 0 || (high === 0 && band.toInclusive))
  );
}

/** Misses in a row, and what a missed period shows once it has been made up. [L8] */
function byMemory(
  method: Extract<StatusRule["method"], { by: "memory" }>,
  reached: boolean,
  history: readonly PastPeriod[],
  madeUp: boolean,
): Judged {
  if (reached && madeUp && method.afterMadeUp !== null) {
    return {
      light: method.afterMadeUp,
      reasons: [{ label: "补欠", value: "当期未完成，后已补齐" }],
    };
  }
  if (reached) return { light: "on", reasons: [{ label: "当期任务", value: "完成" }] };
  let misses = 1;
  for (const past of history.toReversed()) {
    if (past.met) break;
    misses += 1;
  }
  const reasons = [{ label: "连续未完成", value: `${misses} 期` }];
  const behind = method.missesForBehind !== null && misses >= method.missesForBehind;
  return { light: behind ? "behind" : method.onMiss, reasons };
}

function targetReasons(target: Target | null): LightReason[] {
  return target === null ? [] : [{ label: "目标", value: target.words }];
}

function standingReasons(indicator: Indicator, facts: Standing): LightReason[] {
  switch (facts.kind) {
    case "unjudged":
      return [];
    case "progress":
      return [
        { label: "完成年计划", value: `${round(facts.completion, 1)}%` },
        { label: "序时进度", value: `${round(facts.scheduled, 1)}%` },
      ];
    case "rate":
    case "average": {
      const value = groupDigits(round(facts.value, Math.max(facts.decimals, indicator.decimals)));
      return [{ label: "实际", value }];
    }
  }
}

function bandWords(band: Band, unit: string): string {
  const from = band.from === null ? "" : `${band.fromInclusive ? "≥" : ">"} ${band.from}`;
  const to = band.to === null ? "" : `${band.toInclusive ? "≤" : "<"} ${band.to}`;
  const limits = [from, to].filter((part) => part !== "").join("，");
  return limits === "" ? "不限" : `${limits} ${unit}`;
}

function named(rule: StatusRule): Pick<LightResult, "ruleCode" | "ruleName" | "ruleFrom"> {
  return { ruleCode: rule.code, ruleName: rule.name, ruleFrom: rule.validFrom };
}

function dark(words: string, reasons: LightReason[]): LightResult {
  return { light: "none", ruleCode: null, ruleName: null, ruleFrom: null, reasons, words };
}
