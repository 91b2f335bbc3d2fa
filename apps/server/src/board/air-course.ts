import type { Course, CoursePoint, Indicator, PlainDate, Pollutant } from "@diaodu/domain";
import {
  aqiStandardOn,
  dateParts,
  dayOfYear,
  DAYS_NEEDED_IN_YEAR,
  endOfMonth,
  meanCourse,
  POLLUTANTS,
  rollUp,
  sameDayOf,
  sumCourse,
} from "@diaodu/domain";
import type { AirSource } from "./air-days.ts";
import { countGood, daysOf, resultsOf } from "./air-days.ts";

/**
 * A year of monitored days at its month ends and on the day that `through` has in it, for the
 * outlook. A past year is whole with the days that its evaluation needs [A8]; null with fewer.
 *
 * @param through the last day of the year looked at; good days of every year are counted on the
 *   standard in force then [A7]
 */
export function airCourse(
  source: AirSource,
  indicator: Indicator,
  region: string,
  year: number,
  through: PlainDate,
): Course | null {
  const own = daysOf(source, region, year);
  const past = year < dateParts(through).year;
  if (past && own.length < DAYS_NEEDED_IN_YEAR) return null;
  const day = sameDayOf(year, through);
  const ends = Array.from({ length: 12 }, (_, index) => endOfMonth(year, index + 1));
  const dates = [...new Set([...ends, day])]
    .filter((date) => past || date <= day)
    .toSorted((a, b) => (a < b ? -1 : 1));
  if (indicator.kind === "days") {
    const results = resultsOf(source, region, year, aqiStandardOn(through));
    const points = dates.map((date) => {
      const { good } = countGood(results.slice(0, dayOfYear(date)));
      return { date, value: String(good) };
    });
    return sumCourse(year, points);
  }
  const pollutant = POLLUTANTS.find((one) => one === indicator.code);
  if (!pollutant) return null;
  return meanCourse(
    year,
    dates.flatMap((date) => meanTo(source, region, year, pollutant, date)),
  );
}

function meanTo(
  source: AirSource,
  region: string,
  year: number,
  pollutant: Pollutant,
  date: PlainDate,
): CoursePoint[] {
  const value = source.air.of(region, year, `${pollutant} mean to date ${date}`, () => {
    const days = daysOf(source, region, year).filter((day) => day.date <= date);
    const values = days.map((day) => day.facts.get(pollutant)?.value ?? null);
    return rollUp(pollutant, values, 1).unrounded?.toDecimalPlaces(4).toFixed() ?? null;
  });
  return value === null ? [] : [{ date, value }];
}
