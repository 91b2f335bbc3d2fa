/** Rounding once, at presentation. Rules [N2]–[N5] of SPEC.md. */
import { round } from "./decimal.ts";
import type { Numeric, Rounding } from "./decimal.ts";
import { groupDigits, signDigits } from "./figure-text.ts";
import type { Indicator } from "./indicator.ts";

/** `206504.34, 1` → `206 504.3`. [N3] */
export function formatFigure(
  value: Numeric,
  decimals: number,
  rounding: Rounding = "half_up",
): string {
  return groupDigits(round(value, decimals, rounding));
}

/** `2.25, 1` → `+2.3`; `-1.6` → `−1.6`; what rounds to zero → `0.0`. [N4] */
export function formatSigned(
  value: Numeric,
  decimals: number,
  rounding: Rounding = "half_up",
): string {
  return signDigits(round(value, decimals, rounding));
}

/** Air rounds ties to even (GB/T 8170), everything else away from zero. [N2] */
export function roundingOf(indicator: Pick<Indicator, "family">): Rounding {
  return indicator.family === "air" ? "half_even" : "half_up";
}

/** A level in the indicator's own decimals. [N5] */
export function formatLevel(
  indicator: Pick<Indicator, "family" | "decimals">,
  value: Numeric,
): string {
  return formatFigure(value, indicator.decimals, roundingOf(indicator));
}
