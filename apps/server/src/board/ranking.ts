import type { Ranking } from "@diaodu/contracts";
import type { Indicator, Region } from "@diaodu/domain";
import type { FactIndex, PeriodFacts } from "./fact-index.ts";
import {
  drawnGrowth,
  drawnLevel,
  growthFact,
  headlinePeriod,
  ofYear,
  tileKey,
} from "./fact-index.ts";
import { factText, labelOf } from "./figure.ts";

/** A period is ranked once this share of the children has it; before, the one before it stands. */
const ENOUGH_CHILDREN = 0.3;

/**
 * Children of `parent` by one indicator, best first: by growth where at least half of those that
 * reported have one, else by level. Children without a figure are listed apart, never as zero.
 * Null when fewer than two children have any figure.
 */
export function rankingOf(
  indicator: Indicator,
  parent: Region,
  children: readonly Region[],
  facts: FactIndex,
): Ranking | null {
  const period = rankedPeriod(indicator, children, facts);
  if (!period) return null;
  const reported = children.flatMap((region) => {
    const own = facts.at(indicator.code, region.code, period);
    return own ? [{ region, own }] : [];
  });
  const withGrowth = reported.filter(({ own }) => drawnGrowth(indicator, own) !== null);
  const by = withGrowth.length * 2 >= reported.length ? "growth" : "level";
  const value = (own: PeriodFacts) =>
    by === "growth" ? drawnGrowth(indicator, own) : drawnLevel(own);
  // A child without the figure that the order goes by has no place in it, whatever else it published.
  const found = reported.filter(({ own }) => value(own) !== null);
  const sign = indicator.direction === "lower" || indicator.direction === "ceiling" ? 1 : -1;
  const ordered = found.toSorted(
    (a, b) =>
      ((value(a.own) ?? 0) - (value(b.own) ?? 0)) * sign ||
      a.region.code.localeCompare(b.region.code),
  );
  const positions = ordered.map(({ own }) => value(own));
  return {
    key: tileKey(indicator.code, parent.code),
    seq: Math.max(
      ...found.flatMap(({ own }) => [...own.byMeasure.values()].map((fact) => fact.seq)),
    ),
    indicator: indicator.code,
    name: indicator.name,
    unit: indicator.unit,
    parent: { code: parent.code, name: parent.name },
    periodLabel: `${period.slice(0, 4)}年${labelOf(indicator, period)}`,
    by,
    rows: ordered.map(({ region, own }, index) => {
      const placed = positions[index] ?? null;
      const level = own.byMeasure.get("level");
      const growth = growthFact(indicator, own);
      return {
        region: region.code,
        name: region.shortName,
        // Equal figures share the better place: 并列.
        position: placed === null ? null : positions.indexOf(placed) + 1,
        level: drawnLevel(own),
        levelText: level ? factText(indicator, level) : null,
        growth: drawnGrowth(indicator, own),
        growthText: growth ? factText(indicator, growth) : null,
      };
    }),
    missing: children
      .filter((region) => !found.some((one) => one.region.code === region.code))
      .map((region) => region.shortName),
  };
}

function rankedPeriod(
  indicator: Indicator,
  children: readonly Region[],
  facts: FactIndex,
): string | null {
  const counts = new Map<string, number>();
  let latest: PeriodFacts[] = [];
  for (const region of children) {
    const periods = facts.periods(indicator.code, region.code);
    const own = headlinePeriod(indicator, periods);
    if (!own) continue;
    latest = [...latest, own];
    for (const facts of ofYear(
      periods,
      indicator.headline.periodKind,
      Number(own.period.slice(0, 4)),
    )) {
      counts.set(facts.period, (counts.get(facts.period) ?? 0) + 1);
    }
  }
  const enough = [...counts].filter(
    ([, count]) => count >= Math.max(2, children.length * ENOUGH_CHILDREN),
  );
  return (
    enough
      .map(([period]) => period)
      .toSorted(byEnd)
      .at(-1) ?? null
  );
}

/** Codes of one kind and equal years order as text: `2020-01/2020-03` before `2020-01/2020-06`. */
function byEnd(left: string, right: string): number {
  return left < right ? -1 : 1;
}
