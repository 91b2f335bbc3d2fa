/** What the sentences over all indicators can say. Rules [H10]–[H12] of SPEC.md. */
import type { Light } from "../status-rule.ts";
import type { FieldKinds, FieldText } from "./template.ts";
import { paperWords } from "./paper-words.ts";

/** How one indicator stands; a missing figure is 未报, never a light. */
export interface StandingOfOne {
  readonly name: string;
  readonly light: Light | "unreported";
  /** The standing in words, e.g. `超序时进度 0.2 个百分点`; null prints the name alone. */
  readonly words: string | null;
}

export const OVERALL_FIELDS = {
  总数: "text",
  分布: "text",
  不低于序时: "text",
  偏慢: "text",
  落后: "text",
  无目标: "text",
  未报: "text",
} as const satisfies FieldKinds;
export const LIST_FIELDS = { 项数: "text", 名单: "text" } as const satisfies FieldKinds;

const GROUPS = [
  ["on", "不低于序时"],
  ["slow", "偏慢"],
  ["behind", "落后"],
  ["none", "无目标"],
  ["unreported", "未报"],
] as const;

/** Counts of the whole; a group of none is missing, and not in 分布. [H10] */
export function overallFields(standings: readonly StandingOfOne[]): FieldText {
  const counts = new Map<string, number>([["总数", standings.length]]);
  const shares: string[] = [];
  for (const [light, name] of GROUPS) {
    const count = standings.filter((one) => one.light === light).length;
    if (count === 0) continue;
    counts.set(name, count);
    shares.push(`${count}项${name}`);
  }
  return (field) => {
    if (field === "分布") return shares.length === 0 ? null : shares.join("，");
    return counts.get(field)?.toString() ?? null;
  };
}

/** The names of a list with their standings, in the order given; an empty list is missing. [H11] */
export function listFields(standings: readonly StandingOfOne[]): FieldText {
  const names = standings.map(({ name, words }) =>
    words === null ? name : `${name}（${paperWords(words)}）`,
  );
  return (field) => {
    if (names.length === 0) return null;
    return field === "项数" ? String(names.length) : names.join("、");
  };
}
