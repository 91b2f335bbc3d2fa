import { decimalText, exact } from "@diaodu/domain";
import type { DecimalString } from "@diaodu/domain";
import { plainWords } from "./plain-words.ts";

/** Units by family, each as so many of the smallest. Figures are moved only within a family. */
const FAMILIES: readonly Readonly<Record<string, string>>[] = [
  {
    元: "1",
    千元: "1000",
    万元: "10000",
    百万元: "1000000",
    千万元: "10000000",
    亿元: "100000000",
    万亿元: "1000000000000",
  },
  { 人: "1", 千人: "1000", 万人: "10000", 亿人: "100000000" },
  { 户: "1", 万户: "10000" },
  { 天: "1" },
  { "%": "1" },
  { 位: "1" },
  { "μg/m3": "1", "mg/m3": "1000" },
];

/** Other names of the same unit. */
const ALIASES: Readonly<Record<string, string>> = {
  人民币元: "元",
  日: "天",
  个百分点: "%",
  百分点: "%",
  百分比: "%",
  名: "位",
  "ug/m3": "μg/m3",
  "微克/立方米": "μg/m3",
  "毫克/立方米": "mg/m3",
  "μg/立方米": "μg/m3",
};

/** 万 and 亿 alone say how many, not of what: the indicator's unit tells. */
const SCALES: Readonly<Record<string, string>> = {
  万: "10000",
  亿: "100000000",
  万亿: "1000000000000",
};

/** `亿元` for any spelling of it; null for what is no unit. */
export function knownUnit(text: string): string | null {
  const words = plainWords(text).replace("m³", "m3");
  const unit = ALIASES[words] ?? words;
  const known = unit in SCALES || FAMILIES.some((family) => unit in family);
  return known ? unit : null;
}

export type Conversion =
  | { readonly ok: true; readonly value: DecimalString; readonly converted: boolean }
  | { readonly ok: false; readonly fault: string };

/**
 * A value stated in one unit as a value in another: exact, by powers of ten.
 *
 * @param stated a unit of {@link knownUnit}; null where none was stated: then it is taken as it stands
 * @param unit the unit of the fact, e.g. 亿元
 */
export function inUnit(value: DecimalString, stated: string | null, unit: string): Conversion {
  const wanted = knownUnit(unit);
  if (stated === null || stated === wanted) return { ok: true, value, converted: false };
  const family = FAMILIES.find((one) => wanted !== null && wanted in one);
  const to = family?.[wanted ?? ""];
  const smallest = Object.values(family ?? {})[0];
  const from =
    family?.[stated] ?? (smallest === "1" && isScalable(family) ? SCALES[stated] : undefined);
  if (from === undefined || to === undefined) {
    return { ok: false, fault: `单位「${stated}」与该指标的「${unit}」不符` };
  }
  return { ok: true, value: decimalText(exact(value).times(from).div(to)), converted: true };
}

/** Money, people and households are told in 万 and 亿; percent and days are not. */
function isScalable(family: Readonly<Record<string, string>> | undefined): boolean {
  return family !== undefined && Object.keys(family).some((unit) => unit.startsWith("万"));
}
