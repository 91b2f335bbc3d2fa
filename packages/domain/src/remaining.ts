/** What the rest of the year must bring. Rules [M1]–[M5] of SPEC.md. All results are unrounded. */
import { exact } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";

/**
 * Amount still needed in each remaining round or month; 0 once the plan is reached; null when
 * nothing remains. [M1]
 */
export function neededPerPart(plan: Numeric, done: Numeric, partsLeft: number): Exact | null {
  if (partsLeft <= 0) return null;
  const left = exact(plan).minus(exact(done));
  return left.lte(0) ? exact(0) : left.div(partsLeft);
}

/**
 * Growth (percent) still needed in the remaining months to reach a growth target for the year:
 * ((1 + T) · last year − year to date) / last year's remaining − 1. [M2]
 * Only where the levels are comparable. Null when last year's remainder is zero or less.
 */
export function neededGrowth(input: {
  /** Target growth for the year, percent. */
  target: Numeric;
  /** Last year's level, whole year. */
  lastYear: Numeric;
  /** Last year's level over the same months as `yearToDate`. */
  lastYearToDate: Numeric;
  yearToDate: Numeric;
}): Exact | null {
  const base = exact(input.lastYear).minus(exact(input.lastYearToDate));
  if (base.lte(0)) return null;
  const required = exact(input.target).div(100).plus(1).times(exact(input.lastYear));
  return required.minus(exact(input.yearToDate)).div(base).minus(1).times(100);
}

/**
 * Mean that the remaining days (or months) may have so that the year's mean is the target:
 * (T·D − m·d) / (D − d). [M3] Negative: out of reach. Null when nothing remains.
 */
export function allowedMean(input: {
  target: Numeric;
  mean: Numeric;
  /** Valid days (or months) behind `mean`. */
  passed: number;
  /** Days (or months) of the whole year. */
  whole: number;
}): Exact | null {
  const left = input.whole - input.passed;
  if (left <= 0) return null;
  return exact(input.target)
    .times(input.whole)
    .minus(exact(input.mean).times(input.passed))
    .div(left);
}

/**
 * Bad days still affordable under a target of good days: days of the year − target − bad days −
 * days without a valid value. [M4] Negative: the target is out of reach by that many days.
 */
export function affordableBadDays(input: {
  goodTarget: number;
  daysInYear: number;
  bad: number;
  invalid?: number;
}): number {
  return input.daysInYear - input.goodTarget - input.bad - (input.invalid ?? 0);
}

/**
 * Average that a monthly rate (surveyed unemployment) may take in the remaining months so that the
 * year's average stays at the target. [M5] `rates` are the months published so far, 1–12 of them.
 */
export function allowedRate(target: Numeric, rates: readonly Numeric[]): Exact | null {
  if (rates.length === 0) return exact(target);
  const total = rates.reduce<Exact>((left, rate) => left.plus(exact(rate)), exact(0));
  return allowedMean({ target, mean: total.div(rates.length), passed: rates.length, whole: 12 });
}
