/** Reading the written words of a target. Rules [T1]–[T4] of SPEC.md. */
import { decimalText, exact } from "./decimal.ts";
import type { DecimalString } from "./observation.ts";
import type { Requirement } from "./target.ts";

export interface WordsOptions {
  /** Tolerance of 左右 where the words give a percentage, in points. Default 0.5. */
  percentTolerance?: DecimalString;
  /** Tolerance of 左右 where the words give an amount, in the written unit. Default 0. */
  amountTolerance?: DecimalString;
}

const NUMBER = "(-?\\d+(?:\\.\\d+)?)";
const RANGE = new RegExp(`${NUMBER}\\s*(%?)[^\\d.-]*?\\s*(?:-|—|–|~|～|至|到)\\s*${NUMBER}`);
const RELATIVE = /(全国|全省|全市|平均水平|上年水平|同步|GDP|经济增长$|位次|前列)/;
const DECREASE = /(下降|降低|减少|压减|削减)/;

/**
 * The machine form of a target's words, or null where they cannot be read and a person must choose.
 * `6%-6.5%` range · `1100万人以上` floor · `控制在5.5%以内` ceiling · `6%左右` around · `下降3%` reduction ·
 * `与上年基本持平` around 0 · `高于全国平均水平` relative · `未设具体增速目标` none · `20万公里` point. [T1] [T2]
 * Numbers stay in the written unit (万人, 亿元): see writtenUnit.
 */
export function parseTargetWords(words: string, options: WordsOptions = {}): Requirement | null {
  // A remark in brackets is not part of the target; pollutant names carry digits of their own.
  const text = words
    .replace(/[（(].*?[）)]/g, "")
    .replace(/PM(2\.5|10)|PM₂\.₅|PM₁₀/gi, "")
    .trim();
  const tolerance = text.includes("%")
    ? (options.percentTolerance ?? "0.5")
    : (options.amountTolerance ?? "0");
  if (/^(未设|不设|无|—|-)/.test(text) && !/\d/.test(text)) return { form: "none" };
  if (/与(上年|去年)(基本|大体)?(持平|相当)/.test(text)) {
    return { form: "around", value: "0", tolerance: options.percentTolerance ?? "0.5" };
  }
  if (RELATIVE.test(text)) return { form: "relative" };
  const range = RANGE.exec(text);
  if (range) return rangeOf(range[1] ?? "", range[3] ?? "");
  const number = new RegExp(NUMBER).exec(text)?.[1];
  if (number === undefined) return null;
  const value = decimalText(number);
  if (DECREASE.test(text)) return { form: "reduction", value };
  if (/降幅.*(以内|之内)/.test(text))
    return { form: "floor", low: decimalText(exact(value).neg()) };
  if (/左右|上下/.test(text)) return { form: "around", value, tolerance };
  if (/以内|之内|以下|不超过|不高于|控制在/.test(text)) return { form: "ceiling", high: value };
  if (/以上|不低于|不少于|高于|超过|达到|确保/.test(text)) return { form: "floor", low: value };
  return { form: "point", value };
}

/** The unit after the last number of the words: `%`, `万人`, `亿元`; empty when there is none. [T3] */
export function writtenUnit(words: string): string {
  const text = words.replace(/[（(].*?[）)]/g, "").replace(/PM(2\.5|10)/gi, "");
  const unit =
    /\d\s*(%|个百分点|[μu]g\/m³|mg\/m³|[万亿]?[\u4e00-\u9fff]{0,2}?)(?=以上|以内|以下|之内|左右|上下|$|[，,。；;])/;
  return unit.exec(text)?.[1] ?? "";
}

function rangeOf(left: string, right: string): Requirement {
  const [low, high] = exact(left).lte(exact(right)) ? [left, right] : [right, left];
  return { form: "range", low: decimalText(low), high: decimalText(high) };
}
