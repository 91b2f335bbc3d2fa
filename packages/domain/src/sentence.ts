/** Number words as bulletins write them. Rule [W2] of SPEC.md. */
import { exact, round } from "./decimal.ts";
import type { Numeric } from "./decimal.ts";
import { groupDigits } from "./figure-text.ts";

/**
 * `同比增长 2.3%` · `同比下降 6.8%` · `同比持平` (what rounds to zero); a concentration 上升. [W2]
 */
export function growthWords(growth: Numeric, decimals = 1, up = "增长"): string {
  return `同比${movement(growth, decimals, up, "下降", "%")}`;
}

/** Difference of two amounts: `增加 12 天` · `减少 3 天` · `持平`. [W2] */
export function changeWords(change: Numeric, decimals: number, unit: string): string {
  return movement(change, decimals, "增加", "减少", ` ${unit}`);
}

/** Change of a rate: `上升 0.3 个百分点` · `下降 0.2 个百分点` · `持平`. [W2] */
export function pointsWords(change: Numeric, decimals = 1): string {
  return movement(change, decimals, "上升", "下降", " 个百分点");
}

/** Change of a growth rate against the period before: `回升 10.0 个百分点` · `回落 0.4 个百分点` · `持平`. [W2] */
export function growthChangeWords(change: Numeric, decimals = 1): string {
  return movement(change, decimals, "回升", "回落", " 个百分点");
}

/** `完成年计划的 53.3%`. [W2] */
export function completionWords(completion: Numeric, decimals = 1): string {
  return `完成年计划的 ${groupDigits(round(completion, decimals))}%`;
}

function movement(
  value: Numeric,
  decimals: number,
  up: string,
  down: string,
  unit: string,
): string {
  const text = round(exact(value).abs(), decimals);
  if (!/[1-9]/.test(text)) return "持平";
  return `${exact(value).gt(0) ? up : down} ${groupDigits(text)}${unit}`;
}
