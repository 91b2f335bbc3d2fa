/** Daily AQI. Rules [A2]–[A5] of SPEC.md. Integer arithmetic only: no rounding error reaches the ceiling. */
import type { DecimalString } from "../observation.ts";
import type { PlainDate } from "../plain-date.ts";
import { aqiStandardOn, BREAKPOINTS, IAQI_STEPS, POLLUTANTS } from "./breakpoints.ts";
import type { AqiStandard, Pollutant } from "./breakpoints.ts";

/** Daily concentrations, μg/m³ (CO mg/m³); null = no valid value that day. Zero is not a value: feeds write it for missing. */
export type DailyAir = Readonly<Record<Pollutant, DecimalString | null>>;

export interface DailyAqi {
  aqi: number;
  /** Pollutants whose IAQI equals the AQI, all of a tie; empty when the AQI is 50 or less. */
  primary: Pollutant[];
  iaqi: Readonly<Record<Pollutant, number>>;
  level: AirLevel;
  standard: AqiStandard;
}

export type AirLevel = 1 | 2 | 3 | 4 | 5 | 6;
/** Class names of the six levels. [A5] */
export const AIR_LEVEL_NAMES: Readonly<Record<AirLevel, string>> = {
  1: "优",
  2: "良",
  3: "轻度污染",
  4: "中度污染",
  5: "重度污染",
  6: "严重污染",
};

const SCALE = 1_000_000;

/**
 * Individual index of one concentration: linear between breakpoints, always rounded up; 500 beyond the
 * last breakpoint (300 for 8-hour ozone, which is not indexed above it). [A2]
 * @throws RangeError on a negative value or more than six decimals.
 */
export function iaqi(
  pollutant: Pollutant,
  concentration: DecimalString,
  standard: AqiStandard,
): number {
  const scaled = scale(concentration);
  const table = BREAKPOINTS[standard][pollutant];
  for (let step = 1; step < table.length; step += 1) {
    const high = (table[step] ?? 0) * SCALE;
    if (scaled > high) continue;
    const low = (table[step - 1] ?? 0) * SCALE;
    const [from, to] = [IAQI_STEPS[step - 1] ?? 0, IAQI_STEPS[step] ?? 0];
    return from + ceilDivide((to - from) * (scaled - low), high - low);
  }
  return IAQI_STEPS[table.length - 1] ?? 500;
}

/**
 * AQI of a day: the largest of the six indices, by the standard in force on the day or a stated one.
 * [A3] [A4] Null when any of the six is missing: the day is 无效, not clean.
 */
export function dailyAqi(
  day: DailyAir,
  standard: AqiStandard | { on: PlainDate },
): DailyAqi | null {
  const rule = typeof standard === "string" ? standard : aqiStandardOn(standard.on);
  const indices: Record<Pollutant, number> = { pm25: 0, pm10: 0, so2: 0, no2: 0, co: 0, o3_8h: 0 };
  for (const pollutant of POLLUTANTS) {
    const value = day[pollutant];
    if (value === null || scale(value) === 0) return null;
    indices[pollutant] = iaqi(pollutant, value, rule);
  }
  const aqi = Math.max(...POLLUTANTS.map((pollutant) => indices[pollutant]));
  const primary = aqi > 50 ? POLLUTANTS.filter((pollutant) => indices[pollutant] === aqi) : [];
  return { aqi, primary, iaqi: indices, level: airLevel(aqi), standard: rule };
}

/** Level 1–6 of an AQI, bounds at 50, 100, 150, 200 and 300 included in the better level. [A5] */
export function airLevel(aqi: number): AirLevel {
  if (aqi <= 50) return 1;
  if (aqi <= 100) return 2;
  if (aqi <= 150) return 3;
  if (aqi <= 200) return 4;
  return aqi <= 300 ? 5 : 6;
}

/** 优, 良, 轻度污染 … of an AQI. [A5] */
export function airLevelName(aqi: number): string {
  return AIR_LEVEL_NAMES[airLevel(aqi)];
}

/** Millionths of a unit, exactly. */
function scale(text: DecimalString): number {
  const match = /^(\d{1,6})(?:\.(\d{1,6}))?$/.exec(text);
  if (!match) throw new RangeError(`not a concentration: ${text}`);
  return Number(match[1]) * SCALE + Number((match[2] ?? "").padEnd(6, "0"));
}

/** Exact ceiling of a quotient of non-negative safe integers: % is exact where / is not. */
function ceilDivide(numerator: number, denominator: number): number {
  const rest = numerator % denominator;
  return (numerator - rest) / denominator + (rest > 0 ? 1 : 0);
}
