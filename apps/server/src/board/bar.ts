import type { AirDays, Bar } from "@diaodu/contracts";
import type { Indicator, Progress, Target } from "@diaodu/domain";
import { exact, periodKind, periodLabel, requiredValue } from "@diaodu/domain";
import type { PeriodFacts } from "./fact-index.ts";
import { drawnGrowth } from "./fact-index.ts";
import type { YearPlan } from "./plan.ts";

/** Days shown on an air bar: about four weeks, legible at eight metres. */
const DAYS_ON_A_BAR = 28;
const GROWTHS_ON_A_BAR = 6;

/** Share of the base plan at which the stretch mark stands, and where done and schedule stand now. */
export function progressBar(plan: YearPlan, progress: Progress): Bar {
  return {
    kind: "progress",
    done: drawn(progress.completion.toNumber()),
    schedule: drawn(progress.scheduled.toNumber()),
    base: 100,
    stretch:
      plan.stretch === null
        ? null
        : drawn(exact(plan.stretch).div(exact(plan.base)).times(100).toNumber()),
  };
}

/** A value against its control line; null where the target draws no line. */
export function controlBar(indicator: Indicator, target: Target, value: number): Bar | null {
  const line = requiredValue(target.base, indicator.direction);
  if (line === null) return null;
  const limit = line.toNumber();
  const below = indicator.direction === "ceiling" || indicator.direction === "lower";
  const reach = Math.max(Math.abs(value - limit) * 1.6, Math.abs(limit) * 0.25, 0.5);
  return {
    kind: "control",
    value,
    low: below ? null : limit,
    high: below ? limit : null,
    wanted: below ? "below" : "above",
    scale: [Math.max(0, limit - reach), limit + reach],
  };
}

/** The latest growths: single quarters of the accounts, else the headline's own periods. */
export function growthsBar(
  indicator: Indicator,
  periods: PeriodFacts[],
  target: Target | null,
): Bar | null {
  const kind = indicator.frequency === "quarter" ? "quarter" : indicator.headline.periodKind;
  const own = periods.filter((facts) => periodKind(facts.period) === kind);
  const items = own.flatMap((facts) => {
    const value = drawnGrowth(indicator, facts);
    return value === null ? [] : [{ label: periodLabel(facts.period), value }];
  });
  if (items.length === 0) return null;
  const line = target && target.measure !== "level" ? requiredValue(target.base) : null;
  return {
    kind: "growths",
    items: items.slice(-GROWTHS_ON_A_BAR),
    target: line === null ? null : line.toNumber(),
  };
}

/** The latest days of air. */
export function daysBar(days: AirDays): Bar {
  const aqi = days.aqi.slice(-DAYS_ON_A_BAR);
  const skipped = days.aqi.length - aqi.length;
  const from = new Date(Date.parse(`${days.from}T00:00:00Z`) + skipped * 86_400_000);
  return { kind: "days", aqi, from: from.toISOString().slice(0, 10) };
}

/** Four decimals of a per cent are more than a screen can show. */
function drawn(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
