/** From days to months and years. Rules [A8] [A9] of SPEC.md. */
import { exact, round, sum } from "../decimal.ts";
import type { Exact, Numeric } from "../decimal.ts";
import type { DecimalString } from "../observation.ts";
import { daysInMonth } from "../plain-date.ts";
import type { Pollutant } from "./breakpoints.ts";

/** Daily values that a month needs: 27, February 25. HJ 663. [A8] */
export function daysNeededInMonth(month: number): number {
  return month === 2 ? 25 : 27;
}

/** Daily values that a year needs. HJ 663. [A8] */
export const DAYS_NEEDED_IN_YEAR = 324;

/**
 * Daily values that January to `month` needs: the whole year its 324; a shorter stretch the sum of its
 * months' minima. [A8]
 */
export function daysNeededToDate(month: number): number {
  if (month === 12) return DAYS_NEEDED_IN_YEAR;
  let needed = 0;
  for (let number = 1; number <= month; number += 1) needed += daysNeededInMonth(number);
  return needed;
}

export interface RolledUp {
  /** Mean (or percentile) rounded half to even: μg/m³ whole, CO one decimal; null when invalid. */
  value: DecimalString | null;
  /** Unrounded, whether valid or not; null without any day. */
  unrounded: Exact | null;
  days: number;
  needed: number;
  valid: boolean;
}

/** Decimals of an evaluated concentration: CO one, the others none. [A9] */
export function concentrationDecimals(pollutant: Pollutant): number {
  return pollutant === "co" ? 1 : 0;
}

/**
 * A pollutant over a stretch of days: the mean; for CO the 95th, for ozone the 90th percentile. [A9]
 * `values` are the valid daily values in any order; nulls are days without one. Fewer days than
 * `needed` make the result invalid, never zero.
 */
export function rollUp(
  pollutant: Pollutant,
  values: readonly (DecimalString | null)[],
  needed: number,
): RolledUp {
  const valid = values.filter((value): value is DecimalString => value !== null);
  const enough = valid.length >= needed && valid.length > 0;
  const unrounded = valid.length === 0 ? null : evaluated(pollutant, valid);
  return {
    value:
      enough && unrounded !== null
        ? round(unrounded, concentrationDecimals(pollutant), "half_even")
        : null,
    unrounded,
    days: valid.length,
    needed,
    valid: enough,
  };
}

/** A month, judged by its own minimum. [A8] @throws RangeError on more values than the month has days. */
export function rollUpMonth(
  pollutant: Pollutant,
  year: number,
  month: number,
  values: readonly (DecimalString | null)[],
): RolledUp {
  if (values.length > daysInMonth(year, month)) throw new RangeError("more values than days");
  return rollUp(pollutant, values, daysNeededInMonth(month));
}

/**
 * Percentile by linear interpolation at rank k = 1 + (n − 1)·p. HJ 663. [A10]
 * @param p 0–1. @throws RangeError on no values or a p outside 0–1.
 */
export function percentile(values: readonly Numeric[], p: Numeric): Exact {
  const share = exact(p);
  if (share.lt(0) || share.gt(1)) throw new RangeError("a percentile lies between 0 and 1");
  const sorted = values.map(exact).toSorted((a, b) => a.comparedTo(b));
  const rank = share.times(sorted.length - 1);
  const index = rank.floor().toNumber();
  const low = sorted[index];
  if (low === undefined) throw new RangeError("a percentile needs values");
  const high = sorted[index + 1] ?? low;
  return low.plus(high.minus(low).times(rank.minus(index)));
}

function evaluated(pollutant: Pollutant, values: readonly DecimalString[]): Exact {
  if (pollutant === "co") return percentile(values, "0.95");
  if (pollutant === "o3_8h") return percentile(values, "0.9");
  return sum(values).div(values.length);
}
