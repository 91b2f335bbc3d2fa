import type { Entry } from "@diaodu/contracts";
import type { Indicator, StoredObservation } from "@diaodu/domain";
import { isGrowth } from "@diaodu/domain";
import { tileKey } from "./fact-index.ts";
import { factText, factUnit, labelOf } from "./figure.ts";

/** More lines than this from one change say less, not more: the rest shows on the tiles. */
const ENTRIES_OF_ONE_CHANGE = 6;

/** 最新: one line for each indicator × region × period of a change, its level before its growth. */
export function entriesOf(
  facts: readonly StoredObservation[],
  indicators: ReadonlyMap<string, Indicator>,
  shown: (key: string) => boolean,
): Entry[] {
  const groups = new Map<string, StoredObservation[]>();
  for (const fact of facts) {
    if (!shown(tileKey(fact.indicator, fact.region))) continue;
    const key = `${tileKey(fact.indicator, fact.region)}|${fact.period}|${fact.basis}`;
    groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  return [...groups.values()].slice(0, ENTRIES_OF_ONE_CHANGE).flatMap((group) => {
    const first = group[0];
    const indicator = first && indicators.get(first.indicator);
    return first && indicator ? [entryOf(indicator, group, first)] : [];
  });
}

function entryOf(
  indicator: Indicator,
  group: StoredObservation[],
  first: StoredObservation,
): Entry {
  const shownFacts = group
    .filter((fact) => fact.measure !== "rank" && fact.measure !== "share")
    .toSorted((a, b) => Number(isGrowth(a.measure)) - Number(isGrowth(b.measure)))
    .slice(0, 2);
  return {
    seq: first.seq,
    at: first.committedAt,
    key: tileKey(first.indicator, first.region),
    name: indicator.shortName,
    periodLabel: labelOf(indicator, first.period),
    figureText: shownFacts.map((fact) => phrase(indicator, fact)).join("，"),
    verb: verbOf(first),
    simulated: group.some((fact) => fact.simulated),
  };
}

function phrase(indicator: Indicator, fact: StoredObservation): string {
  const text = `${factText(indicator, fact)}${isGrowth(fact.measure) ? "" : " "}${factUnit(indicator, fact.measure)}`;
  return isGrowth(fact.measure) ? `同比 ${text}` : text;
}

function verbOf(fact: StoredObservation): Entry["verb"] {
  if (fact.basis === "dispatch") return "调度";
  if (fact.basis === "monitoring") return "监测";
  if (fact.revision === 1) return "发布";
  return fact.status === "final" ? "核定" : "修订";
}
