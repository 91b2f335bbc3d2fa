import type { Series } from "@diaodu/contracts";
import type { Indicator } from "@diaodu/domain";
import { monthOfEnd } from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { drawnGrowth, drawnLevel, ofYear } from "./fact-index.ts";
import { labelOf } from "./figure.ts";

/** The year so far and last year at the same points, for the path and trend charts. */
export function seriesOf(
  indicator: Indicator,
  periods: PeriodFacts[],
  year: number,
  plan: Series["plan"],
): Series {
  const kind = indicator.headline.periodKind;
  return {
    points: ofYear(periods, kind, year).map((facts) => ({
      period: facts.period,
      label: labelOf(indicator, facts.period),
      t: monthOfEnd(facts.period) / 12,
      level: drawnLevel(facts),
      growth: drawnGrowth(indicator, facts),
    })),
    plan,
    lastYear: ofYear(periods, kind, year - 1).flatMap((facts) => {
      const value = drawnLevel(facts);
      return value === null ? [] : [{ t: monthOfEnd(facts.period) / 12, value }];
    }),
  };
}
