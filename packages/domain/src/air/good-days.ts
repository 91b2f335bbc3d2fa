/** Good days (优良天数) over a stretch of days. Rules [A6] [A7] of SPEC.md. */
import { exact } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import type { PlainDate } from "../plain-date.ts";
import { dailyAqi } from "./aqi.ts";
import type { DailyAir, DailyAqi } from "./aqi.ts";
import type { AqiStandard } from "./breakpoints.ts";

export interface DatedAir {
  date: PlainDate;
  air: DailyAir;
}

export interface GoodDays {
  good: number;
  /** Days with all six pollutants. */
  valid: number;
  /** Valid days above AQI 100. */
  bad: number;
  /** Days given that are not valid. */
  invalid: number;
  /** good / valid × 100, unrounded; null without a valid day. */
  ratio: Exact | null;
  /** Standards that the days were computed on; two of them mean the count mixes rules. */
  standards: AqiStandard[];
}

/**
 * Counts days of AQI ≤ 100 over valid days. [A6] By default each day follows the standard in force on it;
 * a stated standard recomputes every day on that one, as a comparison across 2026-03-01 needs. [A7]
 */
export function goodDays(days: readonly DatedAir[], standard: AqiStandard | null = null): GoodDays {
  const results = days.map(({ date, air }) => dailyAqi(air, standard ?? { on: date }));
  const valid = results.filter((result): result is DailyAqi => result !== null);
  const good = valid.filter(({ aqi }) => aqi <= 100).length;
  return {
    good,
    valid: valid.length,
    bad: valid.length - good,
    invalid: days.length - valid.length,
    ratio: valid.length === 0 ? null : exact(good).div(valid.length).times(100),
    standards: [...new Set(valid.map((result) => result.standard))],
  };
}
