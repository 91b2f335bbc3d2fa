/** 环境空气质量综合指数, rule of 2013. Rule [A12] of SPEC.md. Lower is better. */
import { exact, round, sum } from "../decimal.ts";
import type { Exact, Numeric } from "../decimal.ts";
import type { DecimalString } from "../observation.ts";
import { POLLUTANTS } from "./breakpoints.ts";
import type { Pollutant } from "./breakpoints.ts";

/** Grade 2 limits that the index divides by: annual means, CO daily, ozone 8-hour. */
export const INDEX_DIVISORS: Readonly<Record<Pollutant, number>> = {
  pm25: 35,
  pm10: 70,
  so2: 60,
  no2: 40,
  co: 4,
  o3_8h: 160,
};

export interface CompositeIndex {
  /** Two decimals, half to even. */
  value: DecimalString;
  unrounded: Exact;
  /** Each pollutant's own index C/S, unrounded. */
  parts: Readonly<Record<Pollutant, Exact>>;
  /** Pollutants with the largest part. */
  worst: Pollutant[];
}

/**
 * Σ C/S over the six evaluated concentrations of a month or year: means, the CO 95th and the ozone 90th
 * percentile, each already rounded by roll-up. [A12] Null when any is missing.
 */
export function compositeIndex(
  concentrations: Readonly<Record<Pollutant, Numeric | null>>,
): CompositeIndex | null {
  const zero = exact(0);
  const parts: Record<Pollutant, Exact> = {
    pm25: zero,
    pm10: zero,
    so2: zero,
    no2: zero,
    co: zero,
    o3_8h: zero,
  };
  for (const pollutant of POLLUTANTS) {
    const concentration = concentrations[pollutant];
    if (concentration === null) return null;
    parts[pollutant] = exact(concentration).div(INDEX_DIVISORS[pollutant]);
  }
  const unrounded = sum(POLLUTANTS.map((pollutant) => parts[pollutant]));
  const worst = POLLUTANTS.filter((one) =>
    POLLUTANTS.every((other) => parts[one].gte(parts[other])),
  );
  return { value: round(unrounded, 2, "half_even"), unrounded, parts, worst };
}
