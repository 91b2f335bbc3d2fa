import type { Indicator, RoundSpan, StoredObservation } from "@diaodu/domain";
import { comparePeriods, periodKind } from "@diaodu/domain";

/** The current facts of one period on one basis, by measure. */
export interface PeriodFacts {
  period: string;
  basis: StoredObservation["basis"];
  byMeasure: Map<StoredObservation["measure"], StoredObservation>;
  /** Last day inside a figure that is made of days; absent where the source published the period. */
  throughDay?: string;
}

interface PairFacts {
  byPeriod: Map<string, PeriodFacts>;
  /** Oldest first; null until it is asked for, and after a period arrived out of order. */
  ordered: PeriodFacts[] | null;
}

/** Current facts held for the fold: indicator × region → period × basis → measure. */
export class FactIndex {
  readonly #pairs = new Map<string, PairFacts>();
  readonly #span: RoundSpan;

  /** @param span the days of a round, by which rounds stand between other periods */
  constructor(span: RoundSpan) {
    this.#span = span;
  }

  /** Keeps `fact` unless a later revision of the same key is already held. */
  put(fact: StoredObservation): void {
    const pairKey = tileKey(fact.indicator, fact.region);
    const pair: PairFacts = this.#pairs.get(pairKey) ?? { byPeriod: new Map(), ordered: null };
    this.#pairs.set(pairKey, pair);
    const periodKey = `${fact.period}|${fact.basis}`;
    let held = pair.byPeriod.get(periodKey);
    if (!held) {
      held = { period: fact.period, basis: fact.basis, byMeasure: new Map() };
      pair.byPeriod.set(periodKey, held);
      // Figures mostly arrive in order: the newest goes to the end without sorting years of days.
      const last = pair.ordered?.at(-1);
      if (pair.ordered && last && comparePeriods(last.period, held.period, this.#span) <= 0) {
        pair.ordered.push(held);
      } else {
        pair.ordered = null;
      }
    }
    const known = held.byMeasure.get(fact.measure);
    if (!known || known.revision < fact.revision) held.byMeasure.set(fact.measure, fact);
  }

  /** Facts of one period, official or monitored before dispatched. */
  at(indicator: string, region: string, period: string): PeriodFacts | null {
    const held = this.#pairs.get(tileKey(indicator, region))?.byPeriod;
    return held?.get(`${period}|official`) ?? held?.get(`${period}|monitoring`) ?? null;
  }

  /** Every period held on the given bases, oldest first. */
  periods(
    indicator: string,
    region: string,
    bases: readonly StoredObservation["basis"][] = ["official", "monitoring"],
  ): PeriodFacts[] {
    const pair = this.#pairs.get(tileKey(indicator, region));
    if (!pair) return [];
    pair.ordered ??= [...pair.byPeriod.values()].toSorted((a, b) =>
      comparePeriods(a.period, b.period, this.#span),
    );
    return pair.ordered.filter((facts) => bases.includes(facts.basis));
  }

  /** Monitored levels of single days of a year, in no order. */
  days(indicator: string, region: string, year: number): [date: string, fact: StoredObservation][] {
    const held = this.#pairs.get(tileKey(indicator, region))?.byPeriod.values() ?? [];
    return [...held].flatMap((facts) => {
      const level = facts.byMeasure.get("level");
      const isDay = facts.period.length === 10 && facts.period.startsWith(`${year}-`);
      return level && isDay && facts.basis === "monitoring" ? [[facts.period, level]] : [];
    });
  }
}

/** `indicator:region`, the key of a tile. */
export function tileKey(indicator: string, region: string): string {
  return `${indicator}:${region}`;
}

/**
 * The period that stands for the indicator now: the latest of its headline kind that has a level
 * or a growth. A cumulative indicator's full year may be published as the year itself.
 */
export function headlinePeriod(indicator: Indicator, periods: PeriodFacts[]): PeriodFacts | null {
  const wanted = indicator.headline.periodKind;
  // From the end: years of days lie before the one that is looked for.
  const latest = periods.findLast((facts) => {
    const kind = periodKind(facts.period);
    return (kind === wanted || (kind === "year" && wanted === "ytd")) && hasFigure(facts);
  });
  return latest ?? null;
}

function hasFigure(facts: PeriodFacts): boolean {
  return [...facts.byMeasure.keys()].some((measure) => measure !== "rank" && measure !== "share");
}

/** Periods of one year and kind, oldest first; the year itself counts as its last cumulative period. */
export function ofYear(periods: PeriodFacts[], kind: string, year: number): PeriodFacts[] {
  return periods.filter((facts) => {
    // Every code begins with its year: days of other years need not be read.
    if (!facts.period.startsWith(String(year))) return false;
    const own = periodKind(facts.period);
    return own === kind || (own === "year" && kind === "ytd");
  });
}

/** The level, else undefined, as a number for drawing. */
export function drawnLevel(facts: PeriodFacts): number | null {
  const fact = facts.byMeasure.get("level");
  return fact ? Number(fact.value) : null;
}

/** The headline growth, else any growth published, as a number for drawing. */
export function drawnGrowth(indicator: Indicator, facts: PeriodFacts): number | null {
  const fact = growthFact(indicator, facts);
  return fact ? Number(fact.value) : null;
}

/** The growth fact that the headline names, else the first published of the three kinds. */
export function growthFact(indicator: Indicator, facts: PeriodFacts): StoredObservation | null {
  const order = [indicator.headline.growth, "yoy_real", "yoy_comparable", "yoy_nominal"] as const;
  for (const measure of order) {
    const fact = measure ? facts.byMeasure.get(measure) : undefined;
    if (fact) return fact;
  }
  return null;
}
