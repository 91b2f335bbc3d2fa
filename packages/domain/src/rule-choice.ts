/** Which rule is in force for an indicator on a day. Rules [L1] [L2] of SPEC.md. */
import type { Indicator } from "./indicator.ts";
import type { PlainDate } from "./plain-date.ts";
import type { StatusRule } from "./status-rule.ts";

/**
 * The rule in force on a day: the one that names the indicator before one that names its family before
 * one for all; of equals the later in force. Null when none applies. [L1]
 */
export function ruleFor(
  rules: readonly StatusRule[],
  indicator: Pick<Indicator, "code" | "family">,
  on: PlainDate,
): StatusRule | null {
  let chosen: StatusRule | null = null;
  for (const rule of rules) {
    if (!isInForce(rule, on) || !concerns(rule, indicator)) continue;
    if (chosen === null || outranks(rule, chosen)) chosen = rule;
  }
  return chosen;
}

/** True when the day lies within the rule's validity, both ends included. */
export function isInForce(rule: StatusRule, on: PlainDate): boolean {
  return rule.validFrom <= on && (rule.validTo === null || on <= rule.validTo);
}

/**
 * Pairs of rules of one rank that claim the same indicator or family on the same day: a configuration
 * to refuse. [L2] A general rule beside a specific one is no conflict.
 */
export function overlappingRules(rules: readonly StatusRule[]): [StatusRule, StatusRule][] {
  const pairs: [StatusRule, StatusRule][] = [];
  rules.forEach((left, index) => {
    for (const right of rules.slice(index + 1)) {
      if (datesOverlap(left, right) && sameScope(left, right)) pairs.push([left, right]);
    }
  });
  return pairs;
}

function concerns(rule: StatusRule, indicator: Pick<Indicator, "code" | "family">): boolean {
  const { indicators = [], families = [] } = rule.appliesTo;
  if (indicators.length === 0 && families.length === 0) return true;
  return indicators.includes(indicator.code) || families.includes(indicator.family);
}

/** 2 = names indicators, 1 = names families, 0 = everything. */
function rank(rule: StatusRule): number {
  if ((rule.appliesTo.indicators ?? []).length > 0) return 2;
  return (rule.appliesTo.families ?? []).length > 0 ? 1 : 0;
}

function outranks(rule: StatusRule, other: StatusRule): boolean {
  const difference = rank(rule) - rank(other);
  return difference !== 0 ? difference > 0 : rule.validFrom > other.validFrom;
}

function datesOverlap(left: StatusRule, right: StatusRule): boolean {
  return (
    (right.validTo === null || left.validFrom <= right.validTo) &&
    (left.validTo === null || right.validFrom <= left.validTo)
  );
}

function sameScope(left: StatusRule, right: StatusRule): boolean {
  if (rank(left) !== rank(right)) return false;
  if (rank(left) === 0) return true;
  const shared = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
    a.some((item) => b.includes(item));
  return (
    shared(left.appliesTo.indicators, right.appliesTo.indicators) ||
    shared(left.appliesTo.families, right.appliesTo.families)
  );
}
