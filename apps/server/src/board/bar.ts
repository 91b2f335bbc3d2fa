import type { AirDays, Bar } from "@diaodu/contracts";
import type { Indicator, Progress, Target } from "@diaodu/domain";
import {
  exact,
  isLowerBetter,
  periodKind,
  periodYear,
  periodLabel,
  requiredValue,
} from "@diaodu/domain";
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

/** A value against its control line or band; null where the target draws no line. */
export function controlBar(indicator: Indicator, target: Target, value: number): Bar | null {
  const line = requiredValue(target.base, indicator.direction)?.toNumber();
  if (line === undefined) return null;
  const reach = Math.max(Math.abs(value - line) * 1.6, Math.abs(line) * 0.25, 0.5);
  const scale: [number, number] = [Math.max(0, line - reach), line + reach];
  const band = bandOf(indicator, target);
  if (band) return { kind: "control", value, ...band, wanted: "between", scale };
  return isLowerBetter(indicator.direction)
    ? { kind: "control", value, low: null, high: line, wanted: "below", scale }
    : { kind: "control", value, low: line, high: null, wanted: "above", scale };
}

/** Both sides bind only where the indicator itself is wanted around a value. */
function bandOf(indicator: Indicator, { base }: Target): { low: number; high: number } | null {
  if (indicator.direction !== "around") return null;
  if (base.form === "range") return { low: Number(base.low), high: Number(base.high) };
  if (base.form !== "around") return null;
  const [centre, tolerance] = [exact(base.value), exact(base.tolerance)];
  return { low: centre.minus(tolerance).toNumber(), high: centre.plus(tolerance).toNumber() };
}

/** The latest growths: single quarters of the accounts, else the headline's own periods. */
export function growthsBar(
  indicator: Indicator,
  periods: PeriodFacts[],
  target: Target | null,
): Bar | null {
  const kind = indicator.frequency === "quarter" ? "quarter" : indicator.headline.periodKind;
  const latest = periods.at(-1);
  const own = periods.filter(
    (facts) =>
      periodKind(facts.period) === kind &&
      // Quarters stand for themselves; a year's cumulative growths do not follow on last year's.
      (kind !== "ytd" || periodYear(facts.period) === (latest && periodYear(latest.period))),
  );
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
