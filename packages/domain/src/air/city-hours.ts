/** A city's hours from those of its stations. Rules [A15] [A16] of SPEC.md. */
import { settle, sum } from "../decimal.ts";
import type { Exact } from "../decimal.ts";
import { byHourlyPollutant, HOURS_IN_DAY, validHour } from "./hours.ts";
import type { AirHours } from "./hours.ts";

/** Share of a city's stations that a city's value needs, in percent. HJ 663-2013. [A15] */
export const STATIONS_NEEDED_PERCENT = 75;

/** Stations that an hour of a city needs: three quarters of all, a part counting as one. [A15] */
export function stationsNeeded(stations: number): number {
  return Math.ceil((stations * STATIONS_NEEDED_PERCENT) / 100);
}

/**
 * The mean of the stations, hour by hour and pollutant by pollutant; null where fewer than three
 * quarters of the city's stations have the hour. [A15] The day follows from these hours as a
 * station's does from its own. [A16]
 *
 * @param stations one entry for each station that the city has, those without a value included
 */
export function cityHours(stations: readonly AirHours[]): AirHours {
  const needed = stationsNeeded(stations.length);
  return byHourlyPollutant((pollutant) =>
    Array.from({ length: HOURS_IN_DAY }, (_, index): Exact | null => {
      const values = stations
        .map((station) => validHour(station[pollutant][index] ?? null))
        .filter((value) => value !== null);
      if (values.length === 0 || values.length < needed) return null;
      return settle(sum(values).div(values.length));
    }),
  );
}
