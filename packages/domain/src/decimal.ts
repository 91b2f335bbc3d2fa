/**
 * Exact decimals: parsed once, computed unrounded, rounded once. Rules [N1]–[N5] of SPEC.md.
 * `Exact` is a decimal.js value with 60 significant digits.
 */
import { Decimal as DecimalJs } from "decimal.js";
import type { DecimalString } from "./observation.ts";

const Arithmetic = DecimalJs.clone({ precision: 60, toExpNeg: -1000, toExpPos: 1000 });

/** An unrounded number. Methods: plus, minus, times, div, comparedTo, toFixed … */
export type Exact = DecimalJs;
export type Rounding = "half_even" | "half_up";
/** Anything that reads as a number without loss: text, a count, or an unrounded result. */
export type Numeric = DecimalString | number | Exact;

/** Most digits, both sides of the point together, that a figure may carry. */
export const MAX_DIGITS = 30;

export type DecimalParse = { ok: true; value: DecimalString } | { ok: false; fault: string };

/**
 * Reads a figure typed or imported. [N1] Accepts `-6.8`, `206504.3`; gives canonical text (no
 * leading zeros, no `-0`, decimals kept as written). Refuses NaN, Infinity, exponents (`1e400`),
 * separators, a leading `+`, blanks and more than 30 digits. `fault` is a Chinese sentence.
 */
export function parseDecimal(text: string): DecimalParse {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return { ok: false, fault: "须为十进制数，如 206504.3 或 -6.8" };
  const whole = (match[2] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = match[3] ?? "";
  if (whole.length + fraction.length > MAX_DIGITS) {
    return { ok: false, fault: `数字最多 ${MAX_DIGITS} 位` };
  }
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  const negative = match[1] === "-" && /[1-9]/.test(digits);
  return { ok: true, value: negative ? `-${digits}` : digits };
}

/** An unrounded number. @throws RangeError on text that parseDecimal refuses, or a number that is not finite. */
export function exact(value: Numeric): Exact {
  if (typeof value === "string") {
    const parsed = parseDecimal(value);
    if (!parsed.ok) throw new RangeError(`${parsed.fault}：${value.slice(0, 40)}`);
    return new Arithmetic(parsed.value);
  }
  const number = new Arithmetic(value);
  if (!number.isFinite()) throw new RangeError(`not a finite number: ${number.toString()}`);
  return number;
}

/** Sum of any number of values; zero of none. */
export function sum(values: Iterable<Numeric>): Exact {
  let total = exact(0);
  for (const value of values) total = total.plus(exact(value));
  return total;
}

/**
 * Drops what repeating fractions leave behind: rounds to 40 decimals, far below any figure. [N2]
 * Without it a third of three would fall short of one, and a light would follow the residue.
 */
export function settle(value: Exact): Exact {
  return value.toDecimalPlaces(40);
}

/** Plain text of an unrounded number, every digit it has (up to 60). Never `-0`, never an exponent. */
export function decimalText(value: Numeric): DecimalString {
  const number = exact(value);
  return number.isZero() ? "0" : number.toFixed();
}

/**
 * Rounds to `decimals` places, ties to even (GB/T 8170, used for air) or away from zero. [N2]
 * Returns plain text with exactly that many decimals; never `-0`.
 */
export function round(
  value: Numeric,
  decimals: number,
  rounding: Rounding = "half_up",
): DecimalString {
  const mode = rounding === "half_even" ? DecimalJs.ROUND_HALF_EVEN : DecimalJs.ROUND_HALF_UP;
  const text = exact(value).toFixed(decimals, mode);
  return /[1-9]/.test(text) ? text : text.replace("-", "");
}
