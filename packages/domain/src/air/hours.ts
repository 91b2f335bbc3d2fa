/** From hours to the value of a day. Rules [A13]–[A16] of SPEC.md. */
import { exact, round, settle, sum } from "../decimal.ts";
import type { Exact, Numeric } from "../decimal.ts";
import type { DecimalString } from "../observation.ts";
import type { DailyAir } from "./aqi.ts";
import type { Pollutant } from "./breakpoints.ts";
import { limitsOn } from "./limits.ts";
import type { PlainDate } from "../plain-date.ts";
import { concentrationDecimals } from "./roll-up.ts";

/** What a station measures every hour: ozone itself, not yet its 8-hour mean. */
export type HourlyPollutant = Exclude<Pollutant, "o3_8h"> | "o3";
export const HOURLY_POLLUTANTS: readonly HourlyPollutant[] = [
  "pm25",
  "pm10",
  "so2",
  "no2",
  "co",
  "o3",
];

/** A value for each of the six. */
export function byHourlyPollutant<T>(
  make: (pollutant: HourlyPollutant) => T,
): Record<HourlyPollutant, T> {
  return {
    pm25: make("pm25"),
    pm10: make("pm10"),
    so2: make("so2"),
    no2: make("no2"),
    co: make("co"),
    o3: make("o3"),
  };
}

/** Hours of a natural day; hour h is the one that ends at h:00, so that hour 24 ends at midnight. */
export const HOURS_IN_DAY = 24;
/** Hourly values that a daily mean needs. GB 3095-2012 table 4. [A13] */
export const HOURS_NEEDED_IN_DAY = 20;
/** Hourly values that an 8-hour mean needs. GB 3095-2012 table 4. [A14] */
export const HOURS_NEEDED_IN_EIGHT = 6;
/** 8-hour means that a day needs of the 17 that end at 8:00 to 24:00. HJ 663-2013. [A14] */
export const EIGHT_HOUR_MEANS_NEEDED = 14;

/**
 * One pollutant's day: the value of hour 1 first, μg/m³ (CO mg/m³). Null, absent and zero are
 * missing: feeds write zero for what was not measured. [A13]
 */
export type DayHours = readonly (Numeric | null | undefined)[];

/** The six pollutants of one place and day. */
export type AirHours = Readonly<Record<HourlyPollutant, DayHours>>;

/** A daily value and what it rests on. */
export interface DayValue {
  /** Rounded half to even, μg/m³ whole, CO one decimal; null when the day is not valid. [A9] */
  value: DecimalString | null;
  /** Unrounded, valid or not; null without any hour. */
  unrounded: Exact | null;
  /** Valid hours, or for ozone valid 8-hour means. */
  count: number;
  needed: number;
}

/** Mean of a day's hours; valid from 20 hours on. [A13] @throws RangeError on more than 24 hours or a negative one */
export function dailyMean(pollutant: HourlyPollutant, hours: DayHours): DayValue {
  const valid = validHours(hours).filter((value) => value !== null);
  const unrounded = meanOf(valid);
  const enough = valid.length >= HOURS_NEEDED_IN_DAY;
  return {
    value: enough && unrounded !== null ? rounded(pollutant, unrounded) : null,
    unrounded,
    count: valid.length,
    needed: HOURS_NEEDED_IN_DAY,
  };
}

/**
 * The largest of the running 8-hour means of ozone that end at 8:00 to 24:00 of the day, each of at
 * least 6 hours. Valid from 14 of them on; with fewer it still counts when it exceeds the grade 2
 * limit of the day, because missing hours cannot have made it smaller. [A14]
 */
export function dailyMaximumEightHourMean(hours: DayHours, on: PlainDate): DayValue {
  const values = validHours(hours);
  const means: Exact[] = [];
  for (let end = 8; end <= HOURS_IN_DAY; end += 1) {
    const valid = values.slice(end - 8, end).filter((value) => value !== null);
    const mean = valid.length >= HOURS_NEEDED_IN_EIGHT ? meanOf(valid) : null;
    if (mean !== null) means.push(mean);
  }
  const largest = means.reduce<Exact | null>(
    (best, mean) => (best === null || mean.gt(best) ? mean : best),
    null,
  );
  const counts =
    largest !== null &&
    (means.length >= EIGHT_HOUR_MEANS_NEEDED || largest.gt(limitsOn(on).daily.o3_8h.grade2));
  return {
    value: counts ? rounded("o3", largest) : null,
    unrounded: largest,
    count: means.length,
    needed: EIGHT_HOUR_MEANS_NEEDED,
  };
}

/** All six of a day, by the names of daily values. */
export type DayValues = Readonly<Record<Pollutant, DayValue>>;

/** The daily values of one place from its hours. [A13] [A14] */
export function dayFromHours(hours: AirHours, on: PlainDate): DayValues {
  return {
    pm25: dailyMean("pm25", hours.pm25),
    pm10: dailyMean("pm10", hours.pm10),
    so2: dailyMean("so2", hours.so2),
    no2: dailyMean("no2", hours.no2),
    co: dailyMean("co", hours.co),
    o3_8h: dailyMaximumEightHourMean(hours.o3, on),
  };
}

/** What the index is computed from: valid values only. */
export function dailyAirOf(values: DayValues): DailyAir {
  return {
    pm25: measured(values.pm25),
    pm10: measured(values.pm10),
    so2: measured(values.so2),
    no2: measured(values.no2),
    co: measured(values.co),
    o3_8h: measured(values.o3_8h),
  };
}

/** A value that rounds to zero was not measured to be zero, but nothing can be said of it either. [O6] */
function measured({ value }: DayValue): DecimalString | null {
  return value === null || exact(value).isZero() ? null : value;
}

function rounded(pollutant: HourlyPollutant, value: Exact): DecimalString {
  const daily = pollutant === "o3" ? "o3_8h" : pollutant;
  return round(value, concentrationDecimals(daily), "half_even");
}

function meanOf(values: readonly Exact[]): Exact | null {
  return values.length === 0 ? null : settle(sum(values).div(values.length));
}

/** Exactly 24 places, what is missing as null. */
function validHours(hours: DayHours): (Exact | null)[] {
  if (hours.length > HOURS_IN_DAY) throw new RangeError("a day has 24 hours");
  return Array.from({ length: HOURS_IN_DAY }, (_, index) => validHour(hours[index] ?? null));
}

/** An hourly value, or null where it is missing. Zero is missing. [A13] @throws RangeError when negative */
export function validHour(value: Numeric | null): Exact | null {
  if (value === null) return null;
  const number = exact(value);
  if (number.isNegative() && !number.isZero()) throw new RangeError("a concentration is negative");
  return number.isZero() ? null : number;
}
