/** Words as they stand on paper. Rule [H5] of SPEC.md. */
import { round } from "../decimal.ts";
import type { Numeric, Rounding } from "../decimal.ts";
import { GROUP_SPACE, MINUS } from "../figure-text.ts";

const PAPER_UNITS: Readonly<Record<string, string>> = {
  "μg/m³": "微克/立方米",
  "mg/m³": "毫克/立方米",
};

/**
 * Screen words for a printed sentence: digits are not grouped, and nothing stands between them and
 * Han characters. `超序时进度 13.8 个百分点` → `超序时进度13.8个百分点`. [H5]
 */
export function paperWords(words: string): string {
  return words
    .replaceAll(GROUP_SPACE, "")
    .replaceAll(/μg\/m³|mg\/m³/gu, paperUnit)
    .replaceAll(/(?<=\p{Script=Han}) +(?=[\d−+])|(?<=[\d%]) +(?=\p{Script=Han})/gu, "");
}

/** `206504.34, 1` → `206504.3`; the minus is U+2212. [H5] */
export function paperNumber(value: Numeric, decimals: number, rounding?: Rounding): string {
  return round(value, decimals, rounding).replace("-", MINUS);
}

/** The unit as it is printed: 微克/立方米 for μg/m³. [H5] */
export function paperUnit(unit: string): string {
  return PAPER_UNITS[unit] ?? unit;
}
