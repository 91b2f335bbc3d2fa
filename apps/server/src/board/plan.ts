import type { Series } from "@diaodu/contracts";
import type { Indicator, Target } from "@diaodu/domain";
import { endOfMonth, plannedValue, requiredValue } from "@diaodu/domain";

/** The year's amounts that a level target of a cumulative indicator asks for; null where there is no amount. */
export interface YearPlan {
  target: Target;
  /** 确保, in the indicator's unit, exact. */
  base: string;
  /** 力争, else null. */
  stretch: string | null;
}

/**
 * The plan that completion is measured against. Rates, growth targets and averages have none:
 * they are judged by their distance from a line, not by a share of a sum.
 */
export function yearPlanOf(indicator: Indicator, target: Target | null): YearPlan | null {
  if (!target || target.measure !== "level") return null;
  if (indicator.kind !== "cumulative" && indicator.kind !== "count") return null;
  const base = requiredValue(target.base, indicator.direction);
  if (base === null || base.lte(0)) return null;
  const stretch = target.stretch && requiredValue(target.stretch, indicator.direction);
  return { target, base: base.toFixed(), stretch: stretch ? stretch.toFixed() : null };
}

/** The planned cumulative value at each month's end. */
export function plannedPoints(plan: YearPlan): Series["plan"] {
  return Array.from({ length: 12 }, (_, index) => {
    const date = endOfMonth(plan.target.year, index + 1);
    const value = plannedValue(plan.target.path, plan.target.year, date, plan.base);
    return { t: (index + 1) / 12, value: value.toDecimalPlaces(4).toNumber() };
  });
}
