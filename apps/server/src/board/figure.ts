import type { Fact, Figure } from "@diaodu/contracts";
import type { Indicator, StoredObservation } from "@diaodu/domain";
import {
  formatFigure,
  formatSigned,
  isGrowth,
  periodEnd,
  periodKind,
  periodLabel,
  periodYear,
  quarterlyLabel,
} from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";

/** The facts of one period as a view prints them: each rounded once, each with its own origin. */
export function toFigure(indicator: Indicator, facts: PeriodFacts, onYear: number): Figure {
  return {
    period: facts.period,
    // A figure of another year says so: 1—7月 alone would pass for this year's.
    periodLabel: `${yearPrefix(facts.period, onYear)}${throughLabel(indicator, facts)}`,
    basis: facts.basis,
    facts: [...facts.byMeasure.values()].map((fact) => toFact(indicator, fact)),
  };
}

function yearPrefix(period: string, onYear: number): string {
  const year = periodYear(period);
  return year === onYear || periodKind(period) === "year" ? "" : `${year}年`;
}

/** A figure made of days names the last of them while its month still runs: `1月1日—6月14日`. */
function throughLabel(indicator: Indicator, { period, throughDay }: PeriodFacts): string {
  if (throughDay === undefined || throughDay === periodEnd(period)) {
    return labelOf(indicator, period);
  }
  return `1月1日—${periodLabel(throughDay)}`;
}

/** Quarterly accounts speak of 上半年 and 前三季度; everything else of 1—6月. */
export function labelOf(indicator: Indicator, period: string): string {
  return indicator.frequency === "quarter" ? quarterlyLabel(period) : periodLabel(period);
}

function toFact(indicator: Indicator, fact: StoredObservation): Fact {
  return {
    measure: fact.measure,
    value: fact.value,
    text: factText(indicator, fact),
    unit: factUnit(indicator, fact.measure),
    status: fact.status,
    revision: fact.revision,
    asOf: fact.asOf,
    source: fact.source,
    reportedBy: fact.reportedBy,
    simulated: fact.simulated,
    reason: fact.reason,
    seq: fact.seq,
    committedAt: fact.committedAt,
  };
}

/** Growth is always signed and to one decimal; a level has the indicator's decimals; a rank none. */
export function factText(
  indicator: Indicator,
  fact: Pick<StoredObservation, "measure" | "value">,
): string {
  if (isGrowth(fact.measure)) return formatSigned(fact.value, 1);
  if (fact.measure === "rank") return formatFigure(fact.value, 0);
  return formatFigure(fact.value, fact.measure === "share" ? 1 : indicator.decimals);
}

export function factUnit(indicator: Indicator, measure: StoredObservation["measure"]): string {
  if (isGrowth(measure) || measure === "share") return "%";
  return measure === "rank" ? "位" : indicator.unit;
}
