/** Completion against time progress (序时进度). Rules [G7]–[G11] of SPEC.md. */
import { exact, round, settle } from "./decimal.ts";
import type { Exact, Numeric } from "./decimal.ts";
import { groupDigits } from "./figure-text.ts";
import { periodEnd } from "./period.ts";
import type { PeriodLike, RoundSpan } from "./period.ts";
import { dateParts } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";
import { plannedShare } from "./target-path.ts";
import type { PathSpec } from "./target.ts";

/** Percentages, unrounded. `gap` = completion − scheduled, in points; negative is behind. */
export interface Progress {
  completion: Exact;
  scheduled: Exact;
  gap: Exact;
}

/**
 * Share of the year passed at the end of a period, in percent, unrounded: n/12 by months (the
 * convention of printed notices) or d/365|366 by days. [G1] [G2]
 */
export function timeProgress(
  period: PeriodLike,
  method: "monthly" | "daily" = "monthly",
  roundSpan?: RoundSpan,
): Exact {
  const end = periodEnd(period, roundSpan);
  return plannedShare({ method }, dateParts(end).year, end).times(100);
}

/** done / plan × 100, unrounded; above 100 is normal. [G7] @throws RangeError when the plan is not above zero. */
export function completion(done: Numeric, plan: Numeric): Exact {
  const whole = exact(plan);
  if (whole.lte(0)) throw new RangeError("a plan must be above zero");
  return exact(done).div(whole).times(100);
}

/** Completion, the share that the path expects by `date`, and the gap, all unrounded. [G8] */
export function progressAt(input: {
  done: Numeric;
  plan: Numeric;
  path: PathSpec;
  year: number;
  date: PlainDate;
}): Progress {
  const done = completion(input.done, input.plan);
  const scheduled = plannedShare(input.path, input.year, input.date, input.plan).times(100);
  return { completion: done, scheduled, gap: settle(done.minus(scheduled)) };
}

/** 双过半: at 30 June (or the end of any first-half figure) at least half of the year's task. [G10] */
export function halfYearPassed(done: Numeric, plan: Numeric): boolean {
  return completion(done, plan).gte(50);
}

/**
 * `超序时进度 13.8 个百分点` · `落后序时进度 1.4 个百分点` · `与序时进度持平`; a gap that only rounds to
 * zero is `与序时进度基本持平`, so that words and light do not contradict each other. [G9]
 * The gap comes unrounded and is rounded here, last.
 */
export function gapWords(gap: Numeric, decimals = 1): string {
  const text = round(exact(gap).abs(), decimals);
  if (exact(gap).isZero()) return "与序时进度持平";
  if (!/[1-9]/.test(text)) return "与序时进度基本持平";
  const side = exact(gap).gt(0) ? "超序时进度" : "落后序时进度";
  return `${side} ${groupDigits(text)} 个百分点`;
}
