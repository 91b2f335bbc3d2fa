/**
 * Breakpoint tables of HJ 633-2012 and HJ 633-2026, daily values. Rule [A1] of SPEC.md.
 * The 2026 rows of SO2, NO2 and CO are taken as unchanged from 2012.
 */
import type { PlainDate } from "../plain-date.ts";

/** The six pollutants: 24-hour means, and the daily maximum 8-hour mean of ozone. */
export type Pollutant = "pm25" | "pm10" | "so2" | "no2" | "co" | "o3_8h";
export const POLLUTANTS: readonly Pollutant[] = ["pm25", "pm10", "so2", "no2", "co", "o3_8h"];
export const POLLUTANT_NAMES: Readonly<Record<Pollutant, string>> = {
  pm25: "PM₂.₅",
  pm10: "PM₁₀",
  so2: "SO₂",
  no2: "NO₂",
  co: "CO",
  o3_8h: "O₃",
};

export type AqiStandard = "HJ 633-2012" | "HJ 633-2026";
/** First day on which daily AQI follows HJ 633-2026. */
export const HJ_633_2026_FROM: PlainDate = "2026-03-01";

/** IAQI values at the breakpoints; a pollutant's list may be shorter. */
export const IAQI_STEPS: readonly number[] = [0, 50, 100, 150, 200, 300, 400, 500];

/** Concentration at each IAQI step: μg/m³, CO mg/m³. Ozone ends at IAQI 300 (8-hour means). */
export type BreakpointTable = Readonly<Record<Pollutant, readonly number[]>>;

const TABLE_2012: BreakpointTable = {
  pm25: [0, 35, 75, 115, 150, 250, 350, 500],
  pm10: [0, 50, 150, 250, 350, 420, 500, 600],
  so2: [0, 50, 150, 475, 800, 1600, 2100, 2620],
  no2: [0, 40, 80, 180, 280, 565, 750, 940],
  co: [0, 2, 4, 14, 24, 36, 48, 60],
  o3_8h: [0, 100, 160, 215, 265, 800],
};

export const BREAKPOINTS: Readonly<Record<AqiStandard, BreakpointTable>> = {
  "HJ 633-2012": TABLE_2012,
  "HJ 633-2026": {
    ...TABLE_2012,
    pm25: [0, 35, 60, 115, 150, 250, 350, 500],
    pm10: [0, 50, 120, 250, 350, 420, 500, 600],
  },
};

/** The standard in force on a day of observation. [A1] */
export function aqiStandardOn(date: PlainDate): AqiStandard {
  return date >= HJ_633_2026_FROM ? "HJ 633-2026" : "HJ 633-2012";
}
