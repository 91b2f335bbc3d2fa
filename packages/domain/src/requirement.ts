/** Judging a value against a requirement. Rules [T5]–[T8] of SPEC.md. */
import { exact } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";
import type { Direction } from "./indicator.ts";
import type { Requirement, Verdict } from "./target.ts";

/** True where less is better: the ceiling side of 左右, of a range and of a point binds. */
export function isLowerBetter(direction: Direction): boolean {
  return direction === "lower" || direction === "ceiling";
}

/**
 * How far the value is on the good side of the requirement: positive or zero = met, negative = by how
 * much it is missed, in the value's own unit; null where there is nothing to judge. [T5] [T6]
 * A `reduction` is judged against the size of the decrease (positive).
 */
export function margin(
  requirement: Requirement,
  value: Numeric,
  direction: Direction = "higher",
): Exact | null {
  const x = exact(value);
  switch (requirement.form) {
    case "floor":
      return x.minus(exact(requirement.low));
    case "ceiling":
      return exact(requirement.high).minus(x);
    case "reduction":
      return x.minus(exact(requirement.value));
    case "around": {
      const centre = exact(requirement.value);
      if (direction === "around") return exact(requirement.tolerance).minus(x.minus(centre).abs());
      return isLowerBetter(direction) ? centre.minus(x) : x.minus(centre);
    }
    case "point":
      return isLowerBetter(direction)
        ? exact(requirement.value).minus(x)
        : x.minus(exact(requirement.value));
    case "range": {
      const above = x.minus(exact(requirement.low));
      const below = exact(requirement.high).minus(x);
      if (direction === "around") return above.lt(below) ? above : below;
      return isLowerBetter(direction) ? below : above;
    }
    case "relative":
    case "none":
      return null;
  }
}

/**
 * Whether the value reaches the requirement. Bounds are inclusive; overshooting a range on the good
 * side is met; an 左右 value missed by no more than its tolerance is `borderline`. [T5] [T7]
 */
export function met(
  requirement: Requirement,
  value: Numeric,
  direction: Direction = "higher",
): Verdict {
  const distance = margin(requirement, value, direction);
  if (distance === null) return "not_applicable";
  if (distance.gte(0)) return "met";
  const tolerated =
    requirement.form === "around" &&
    direction !== "around" &&
    distance.neg().lte(exact(requirement.tolerance));
  return tolerated ? "borderline" : "missed";
}

/**
 * The amount that a plan spreads over the year, or the line that a chart draws: low of a floor or
 * range (its high where less is better), high of a ceiling, the value of 左右 and of a point;
 * null for a reduction, a relative target and none. [T8]
 */
export function requiredValue(
  requirement: Requirement,
  direction: Direction = "higher",
): Exact | null {
  switch (requirement.form) {
    case "floor":
      return exact(requirement.low);
    case "ceiling":
      return exact(requirement.high);
    case "around":
    case "point":
      return exact(requirement.value);
    case "range":
      return exact(isLowerBetter(direction) ? requirement.high : requirement.low);
    case "reduction":
    case "relative":
    case "none":
      return null;
  }
}

/**
 * The amount that a growth target implies: last year × (1 + growth/100). [T8] Only where both years
 * are on one statistical base; a reduction counts as negative growth. Null where nothing is required.
 */
export function impliedLevel(
  growthTarget: Requirement,
  lastYear: Numeric,
  direction: Direction = "higher",
): Exact | null {
  const growth =
    growthTarget.form === "reduction"
      ? exact(growthTarget.value).neg()
      : requiredValue(growthTarget, direction);
  return growth === null ? null : exact(lastYear).times(growth.div(100).plus(1));
}
