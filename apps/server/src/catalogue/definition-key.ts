import type { CatalogueKind } from "@diaodu/contracts";
import { dutyKey } from "@diaodu/domain";
import type { Duty, Target } from "@diaodu/domain";

/** What the lists are called on screen. */
export const KIND_NAMES: Readonly<Record<CatalogueKind, string>> = {
  regions: "地区",
  indicators: "指标",
  targets: "目标",
  rules: "亮灯规则",
  units: "单位",
  duties: "填报任务",
  board: "看板",
};

/** One text key per indicator × region × year. */
export function targetKey(t: Pick<Target, "indicator" | "region" | "year">): string {
  return `${t.indicator}|${t.region}|${t.year}`;
}

/** The key of a definition within its list: a code, or the parts that tell it apart joined by `|`. */
export function definitionKey(
  kind: Exclude<CatalogueKind, "board">,
  definition: { code: string } | Pick<Target, "indicator" | "region" | "year"> | Duty,
): string {
  if ("code" in definition) return definition.code;
  return "year" in definition ? targetKey(definition) : dutyKey(definition);
}
