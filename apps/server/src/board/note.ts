import type { AirDays } from "@diaodu/contracts";
import type { Indicator } from "@diaodu/domain";
import {
  exact,
  formatSigned,
  growthChangeWords,
  periodLabel,
  periodYear,
  round,
  sum,
} from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { growthFact, ofYear } from "./fact-index.ts";
import { factText } from "./figure.ts";
import { monthLevels } from "./judged.ts";

/** One secondary sentence that fits the kind: how growth moved, the year's mean, the days counted. */
export function noteOf(
  indicator: Indicator,
  headline: PeriodFacts | null,
  periods: PeriodFacts[],
  days: AirDays | null,
): string | null {
  if (!headline) return null;
  const year = periodYear(headline.period);
  if (indicator.kind === "days" && days) {
    const before = days.lastYear;
    const own = `优良 ${days.good} / ${days.valid} 有效天`;
    return before ? `${own}，上年同期 ${before.good} / ${before.valid}` : own;
  }
  if (indicator.kind === "rate") {
    const months = monthLevels(periods, year);
    if (months.length < 2) return null;
    return `年内均值 ${round(sum(months).div(months.length), 1)}%`;
  }
  if (indicator.kind === "average") {
    const then = ofYear(periods, "ytd", year - 1).find(({ period }) =>
      period.endsWith(headline.period.slice(-3)),
    );
    const level = then?.byMeasure.get("level");
    return level ? `上年同期 ${factText(indicator, level)} ${indicator.unit}` : null;
  }
  const kind = indicator.headline.periodKind;
  const before = ofYear(periods, kind, year).at(-2);
  const [now, then] = [growthFact(indicator, headline), before && growthFact(indicator, before)];
  if (!before || !now || !then || now.measure !== then.measure) return null;
  const change = exact(now.value).minus(exact(then.value));
  return `${periodLabel(before.period)} ${formatSigned(then.value, 1)}%，${growthChangeWords(change)}`;
}
