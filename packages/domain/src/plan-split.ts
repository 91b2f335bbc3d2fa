/** Splitting a year's task exactly, and re-planning. Rules [S1]–[S4] of SPEC.md. */
import { exact, round, sum } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";
import type { DecimalString } from "./observation.ts";

/**
 * Splits `total` in proportion to `weights`, each part a multiple of 10^−decimals, the sum exactly
 * `total` (largest remainder; ties to the earlier part). [S1] A total finer than `decimals` keeps its
 * excess digits in the last part that has a weight. Weights are ≥ 0 and not all zero.
 * @throws RangeError on no weights, a negative weight or all zeros.
 */
export function splitExactly(
  total: Numeric,
  weights: readonly Numeric[],
  decimals: number,
): DecimalString[] {
  const shares = weights.map(exact);
  const whole = sum(shares);
  if (shares.some((weight) => weight.lt(0))) throw new RangeError("weights must not be negative");
  if (whole.isZero()) throw new RangeError("weights must not all be zero");
  const scale = exact(10).pow(decimals);
  const scaled = exact(total).abs().times(scale);
  const units = scaled.floor();
  const quotas = shares.map((weight) => units.times(weight).div(whole));
  const parts = quotas.map((quota) => quota.floor());
  let left = units.minus(sum(parts)).toNumber();
  const order = quotas
    .map((quota, index) => ({ index, remainder: quota.minus(quota.floor()) }))
    .filter(({ index }) => !shares[index]?.isZero())
    .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index);
  for (let next = 0; left > 0; next = (next + 1) % order.length, left -= 1) {
    const index = order[next]?.index ?? 0;
    parts[index] = (parts[index] ?? exact(0)).plus(1);
  }
  const sign = exact(total).lt(0) ? -1 : 1;
  const lastWeighted = shares.findLastIndex((weight) => !weight.isZero());
  return parts.map((part, index) => {
    const value = index === lastWeighted ? part.plus(scaled.minus(units)) : part;
    return plain(value.div(scale).times(sign), decimals);
  });
}

/** A year's task by months, quarters and year; months sum to quarters and quarters to the year, exactly. */
export interface YearPlan {
  total: DecimalString;
  quarters: DecimalString[];
  months: DecimalString[];
}

/**
 * Splits a year over its months by weight (twelve; equal by default) and adds them up into quarters. [S2]
 */
export function splitYear(
  total: Numeric,
  decimals: number,
  weights: readonly Numeric[] = Array<Numeric>(12).fill(1),
): YearPlan {
  if (weights.length !== 12) throw new RangeError("a year has twelve months");
  const months = splitExactly(total, weights, decimals);
  const quarters = [0, 3, 6, 9].map((start) =>
    plain(sum(months.slice(start, start + 3)), decimals),
  );
  return { total: plain(exact(total), decimals), quarters, months };
}

/** Splits one month's task over its rounds (or days), by length or equally. [S2] */
export function splitMonth(
  total: Numeric,
  parts: number | readonly Numeric[],
  decimals: number,
): DecimalString[] {
  return splitExactly(
    total,
    typeof parts === "number" ? Array<Numeric>(parts).fill(1) : parts,
    decimals,
  );
}

export interface Replan {
  /** The plan as first set: never altered. */
  original: DecimalString[];
  /** What was done in the closed periods, then the adjusted task of each open one. */
  adjusted: DecimalString[];
  /** Planned minus done over the closed periods, at least minus all open tasks; negative when ahead. */
  shortfall: DecimalString;
  /** What each open period bears on top of its original task; sums to the shortfall exactly. */
  added: DecimalString[];
}

/**
 * Keeps the original plan and spreads the shortfall of the closed periods over the open ones, in
 * proportion to their original tasks (equally where those are all zero). [S3] The adjusted plan sums
 * to the original total exactly; an excess lowers the open tasks, at most to zero.
 * @throws RangeError when no period is open, or more are closed than planned.
 */
export function replan(
  original: readonly DecimalString[],
  done: readonly DecimalString[],
  decimals: number,
): Replan {
  if (done.length >= original.length)
    throw new RangeError("no period is left to bear the shortfall");
  const open = original.slice(done.length);
  const behind = sum(original.slice(0, done.length)).minus(sum(done));
  const most = sum(open).neg();
  const shortfall = behind.lt(most) ? most : behind;
  const weights = sum(open.map((task) => exact(task).abs())).isZero()
    ? open.map(() => 1)
    : open.map((task) => exact(task).abs());
  const added = splitExactly(shortfall, weights, decimals);
  const adjusted = open.map((task, index) =>
    plain(exact(task).plus(exact(added[index] ?? "0")), decimals),
  );
  return {
    original: [...original],
    adjusted: [...done, ...adjusted],
    shortfall: plain(shortfall, decimals),
    added,
  };
}

/** At least `decimals` places, more where the value has them. */
function plain(value: Exact, decimals: number): DecimalString {
  return round(value, Math.max(decimals, value.decimalPlaces()));
}
