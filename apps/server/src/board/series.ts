import type { Series } from "@diaodu/contracts";
import type { Indicator, RoundCalendar } from "@diaodu/domain";
import { monthOfEnd, storedRoundSpanOf } from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { drawnGrowth, drawnLevel, ofYear } from "./fact-index.ts";
import { labelOf } from "./figure.ts";

/** The year so far and last year at the same points, for the path and trend charts. */
export function seriesOf(input: {
  indicator: Indicator;
  periods: PeriodFacts[];
  year: number;
  plan: Series["plan"];
  calendar: RoundCalendar;
}): Series {
  const { indicator, periods, year, plan } = input;
  const span = storedRoundSpanOf(input.calendar);
  const kind = indicator.headline.periodKind;
  return {
    points: ofYear(periods, kind, year).map((facts) => ({
      period: facts.period,
      label: labelOf(indicator, facts.period),
      t: monthOfEnd(facts.period, span) / 12,
      level: drawnLevel(facts),
      growth: drawnGrowth(indicator, facts),
    })),
    plan,
    lastYear: ofYear(periods, kind, year - 1).flatMap((facts) => {
      const value = drawnLevel(facts);
      return value === null ? [] : [{ t: monthOfEnd(facts.period, span) / 12, value }];
    }),
  };
}
