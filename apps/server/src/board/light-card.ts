import type { LightCard } from "@diaodu/contracts";
import type {
  Indicator,
  PastPeriod,
  RoundCalendar,
  RoundSpan,
  Standing,
  StatusRule,
  Target,
} from "@diaodu/domain";
import {
  evaluateLight,
  isGrowth,
  periodEnd,
  periodLabel,
  periodYear,
  storedRoundSpanOf,
  standingOf,
  standingShort,
} from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { ofYear } from "./fact-index.ts";

/**
 * The light with its reasons. The rule is the one in force on the last day of the figure's period, so
 * that a figure does not change colour because a later year has another rule.
 */
export function lightCardOf(input: {
  rules: readonly StatusRule[];
  indicator: Indicator;
  target: Target | null;
  standing: Standing | null;
  headline: PeriodFacts | null;
  /** The period that the standing is about; may be earlier than the headline. */
  judgedOn: PeriodFacts | null;
  periods: PeriodFacts[];
  calendar: RoundCalendar;
}): LightCard {
  const { rules, indicator, target, standing, headline, judgedOn, periods } = input;
  const span = storedRoundSpanOf(input.calendar);
  if (!headline || !judgedOn || !standing) {
    const words = target ? "暂无可比数据" : "无年度目标";
    return { light: "none", words, short: null, rule: null, reasons: [] };
  }
  const result = evaluateLight({
    rules,
    indicator,
    target,
    facts: standing,
    history: historyOf(indicator, target, judgedOn, periods, span),
    on: judgedOn.throughDay ?? periodEnd(judgedOn.period, span),
  });
  return {
    light: result.light,
    words: result.words,
    short: standingShort(indicator, standing),
    rule:
      result.ruleCode !== null && result.ruleName !== null && result.ruleFrom !== null
        ? { code: result.ruleCode, name: result.ruleName, validFrom: result.ruleFrom }
        : null,
    reasons:
      judgedOn === headline
        ? result.reasons
        : [{ label: "判断所依据的时期", value: periodLabel(judgedOn.period) }, ...result.reasons],
  };
}

/** Whether each earlier period of the year was met when it closed, for rules that remember. */
function historyOf(
  indicator: Indicator,
  target: Target | null,
  headline: PeriodFacts,
  periods: PeriodFacts[],
  span: RoundSpan,
): PastPeriod[] {
  if (!target) return [];
  const own = ofYear(periods, indicator.headline.periodKind, periodYear(headline.period));
  const outcomes = own.flatMap((facts) => {
    const measure = isGrowth(target.measure) ? target.measure : "level";
    const value = facts.byMeasure.get(measure)?.value;
    if (value === undefined) return [];
    const date = periodEnd(facts.period, span);
    const standing = standingOf({ indicator, target, value, date });
    return [{ period: facts.period, met: isMet(standing) }];
  });
  return outcomes
    .filter(({ period }) => period !== headline.period)
    .map(({ period, met }, index) => ({
      period,
      met,
      madeUp: !met && outcomes.slice(index + 1).some((later) => later.met),
    }));
}

function isMet(standing: Standing): boolean {
  switch (standing.kind) {
    case "unjudged":
      return true;
    case "progress":
      return standing.gap.gte(0);
    case "rate":
    case "average":
      return standing.margin.gte(0);
  }
}
