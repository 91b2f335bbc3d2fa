/** Growth over two years. Rule [W1] of SPEC.md. Growth is never computed from levels. */
import { exact, round } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";

/**
 * 两年平均 of a growth over two years: √(1 + g) − 1, percent in and out, unrounded. [W1]
 * `twoYear` is growth against the year before last. @throws RangeError below −100.
 */
export function twoYearAverage(twoYear: Numeric): Exact {
  const ratio = exact(twoYear).div(100).plus(1);
  if (ratio.lt(0)) throw new RangeError("growth below −100 %");
  return ratio.sqrt().minus(1).times(100);
}

/** 两年平均 of two successive yearly growths: √((1 + a)(1 + b)) − 1, percent, unrounded. [W1] */
export function averageOfTwo(earlier: Numeric, later: Numeric): Exact {
  const ratio = exact(earlier).div(100).plus(1).times(exact(later).div(100).plus(1));
  return twoYearAverage(ratio.minus(1).times(100));
}

/** Change between two percentages in points: `2.3` after `-1.6` is 3.9. Never a ratio. */
export function pointChange(now: Numeric, before: Numeric, decimals = 1): string {
  return round(exact(now).minus(exact(before)), decimals);
}
