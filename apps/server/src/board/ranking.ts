import type { Ranking } from "@diaodu/contracts";
import type { Indicator, Region } from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
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
 * Null when fewer than two children have any figure. Stations are ranked by air alone: they have
 * nothing else.
 *
 * @param periodsOf what is known of one child, oldest first: published, or made of its days
 */
export function rankingOf(
  indicator: Indicator,
  parent: Region,
  all: readonly Region[],
  periodsOf: (region: Region) => readonly PeriodFacts[],
): Ranking | null {
  const children = all.filter(({ level }) => level !== "station" || indicator.family === "air");
  const known = new Map(children.map((region) => [region, [...periodsOf(region)]]));
  const period = rankedPeriod(indicator, known);
  if (!period) return null;
  const reported = [...known].flatMap(([region, periods]) => {
    const same = periods.filter((facts) => facts.period === period);
    const own = same.find(({ basis }) => basis === "official") ?? same[0];
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
  known: ReadonlyMap<Region, PeriodFacts[]>,
): string | null {
  const counts = new Map<string, number>();
  for (const periods of known.values()) {
    const own = headlinePeriod(indicator, periods);
    if (!own) continue;
    for (const facts of ofYear(
      periods,
      indicator.headline.periodKind,
      Number(own.period.slice(0, 4)),
    )) {
      counts.set(facts.period, (counts.get(facts.period) ?? 0) + 1);
    }
  }
  const enough = [...counts].filter(
    ([, count]) => count >= Math.max(2, known.size * ENOUGH_CHILDREN),
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
