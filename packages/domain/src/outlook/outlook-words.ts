/** The outlook in Chinese. Rules [Q9] [Q10] of SPEC.md. */
import { exact } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import { formatFigure, formatLevel, roundingOf } from "../figure-format.ts";
import type { Indicator } from "../indicator.ts";
import { met, requiredValue } from "../requirement.ts";
import type { Requirement } from "../target.ts";
import type { Outlook, TestedForesight } from "./outlook.ts";

const ROUGH_FROM = 10_000;
const ROUGH_DIGITS = 4;

type Named = Pick<Indicator, "family" | "decimals" | "unit" | "direction">;

/** Where a target lies: the whole band reaches it, part of it does, or none. [Q9] */
export type OutlookVerdict = "reached" | "open" | "missed";

/** Null where the target names no value. An 左右 missed within its tolerance is reached. [T7] [Q9] */
export function outlookVerdict(
  { low, high }: Pick<Outlook, "low" | "high">,
  requirement: Requirement,
  direction: Indicator["direction"],
): OutlookVerdict | null {
  const line = requiredValue(requirement, direction);
  if (line === null) return null;
  const edges = [low, high].map((edge) => met(requirement, edge, direction) !== "missed");
  if (edges.every(Boolean)) return "reached";
  return edges.some(Boolean) || (line.gt(low) && line.lt(high)) ? "open" : "missed";
}

/**
 * `预计全年 1 040—1 160 万人，可达确保目标，力争目标比预计上限还高 40 万人`.
 * @param targets of the same year and of levels; null where there is none
 */
export function outlookWords(
  indicator: Named,
  outlook: Outlook,
  targets: { base: Requirement; stretch: Requirement | null } | null,
  inYear: number,
): string {
  const [low, high] = [outlook.low, outlook.high].map((edge) => roughLevel(indicator, edge));
  const year = outlook.year === inYear ? "" : `${outlook.year}年`;
  const what = outlook.of === "mean" ? "全年平均" : "全年";
  const band = low === high ? `约 ${low}` : `${low}—${high}`;
  const lines: [name: string, requirement: Requirement | null][] = [
    ["确保", targets?.base ?? null],
    ["力争", targets?.stretch ?? null],
  ];
  const verdicts = lines.flatMap(([name, requirement]) =>
    requirement ? (verdictWords(indicator, outlook, name, requirement) ?? []) : [],
  );
  return [`预计${year}${what} ${band} ${indicator.unit}`, ...verdicts].join("，");
}

function verdictWords(
  indicator: Named,
  outlook: Outlook,
  name: string,
  requirement: Requirement,
): string | null {
  const { direction } = indicator;
  const line = requiredValue(requirement, direction);
  const verdict = outlookVerdict(outlook, requirement, direction);
  if (line === null || verdict === null) return null;
  if (verdict === "reached") return `可达${name}目标`;
  if (verdict === "open") return `${name}目标在预计区间内`;
  const below = line.lt(outlook.low);
  const far = below ? outlook.low.minus(line) : line.minus(outlook.high);
  const distance = `${distanceText(indicator, far)} ${indicator.unit}`;
  return `${name}目标比预计${below ? "下限还低" : "上限还高"} ${distance}`;
}

/** Four digits that mean something: what is off by some percent is not told to the last 亿元. [Q10] */
function roughLevel(indicator: Named, value: Exact): string {
  const rough = value.abs().gte(ROUGH_FROM) ? value.toSignificantDigits(ROUGH_DIGITS) : value;
  return formatLevel(indicator, rough);
}

/** One decimal more where the distance would round to nothing. */
function distanceText(indicator: Named, far: Exact): string {
  const text = roughLevel(indicator, far);
  return /[1-9]/u.test(text)
    ? text
    : formatFigure(far, indicator.decimals + 1, roundingOf(indicator));
}

/** Name, value and past error of a method, each for a place of its own. [Q10] */
export function foresightWords(
  indicator: Named,
  outlook: Outlook,
  seen: TestedForesight,
): { name: string; value: string; error: string } {
  const value = `约 ${roughLevel(indicator, seen.value)} ${indicator.unit}`;
  return { name: methodName(outlook, seen), value, error: errorWords(seen) };
}

function methodName({ of, year }: Outlook, { method, years }: TestedForesight): string {
  if (method === "pace") return of === "mean" ? "按近期水平" : "按近期进度";
  const latest = years.every((one, index) => one === year - 1 - index);
  const recent = years.length === 1 ? "去年" : `近 ${years.length} 年`;
  const whose = latest ? recent : `往年（${years.join("、")}）`;
  return `按${whose}同期${of === "mean" ? "走势" : "占比"}`;
}

function errorWords({ error, followed }: TestedForesight): string {
  if (error === null) return "缺少更早年份，误差比照另一方法";
  const percent = formatFigure(exact(error.worst).times(100), 1);
  const words = `过去 ${error.years} 年同期预计误差 ±${percent}%`;
  return followed ? words : `${words}，过大，未采用`;
}
