import { beforeAll, describe, expect, test } from "vitest";
import {
  byHourlyPollutant,
  cityHours,
  compositeIndex,
  dailyAirOf,
  dailyAqi,
  dayFromHours,
  exact,
  POLLUTANTS,
  rollUp,
} from "@diaodu/domain";
import type { AirHours, DailyAir } from "@diaodu/domain";
import { BEIJING_STATIONS, loadCityDays, loadStationHours } from "./air-hours.ts";

describe("北京 2016 from hours", () => {
  let days: { date: string; air: DailyAir }[];
  beforeAll(() => {
    days = [...loadCityDays()].map(([date, hours]) => ({
      date,
      air: dailyAirOf(dayFromHours(hours, date)),
    }));
  });

  test("annual means, CO and heavy pollution come to what the city published", () => {
    const year = Object.fromEntries(
      POLLUTANTS.map((one) => [
        one,
        rollUp(
          one,
          days.map(({ air }) => air[one]),
          324,
        ).value,
      ]),
    );
    // Published for the whole city (35 stations): 73, 10, 48, CO 3.2; PM₁₀ 92 and ozone 199.
    expect(year).toMatchObject({ pm25: "73", so2: "10", no2: "48", co: "3.2" });
    // Four and two off: dust days may be left out of the published PM₁₀, and stations differ.
    expect(year).toMatchObject({ pm10: "96", o3_8h: "197" });
    expect(compositeIndex(year as DailyAir)).not.toBeNull();
  });

  test("good days come within two percent of the published count, over valid days", () => {
    const results = days.map(({ date, air }) => dailyAqi(air, { on: date }));
    const valid = results.filter((result) => result !== null);
    expect(days).toHaveLength(366);
    expect(valid).toHaveLength(357);
    // Published: 198 of 366 (54.1 %); 191 of 357 are 53.5 %. Nine days lack a pollutant here.
    expect(valid.filter(({ aqi }) => aqi <= 100)).toHaveLength(191);
    expect(valid.filter(({ aqi }) => aqi <= 50)).toHaveLength(63);
    // Published: 39 days of heavy pollution.
    expect(valid.filter(({ aqi }) => aqi > 200)).toHaveLength(40);
  });
});

describe("the twelve stations in April to June of 2016", () => {
  const hours = loadStationHours();
  const byDay = new Map<string, Map<string, Record<keyof AirHours, (string | null)[]>>>();
  for (const { date, hour, station, values } of hours) {
    const day = byDay.get(date) ?? new Map<string, Record<keyof AirHours, (string | null)[]>>();
    byDay.set(date, day);
    const own = day.get(station) ?? byHourlyPollutant(() => Array<string | null>(24).fill(null));
    day.set(station, own);
    byHourlyPollutant((one) => (own[one][hour - 1] = values[one]));
  }

  test("every station has every hour of 91 days, with gaps in what it measured", () => {
    expect(hours).toHaveLength(12 * 91 * 24);
    expect(byDay.size).toBe(91);
    for (const day of byDay.values()) {
      expect([...day.keys()].toSorted()).toEqual(BEIJING_STATIONS.map(({ code }) => code));
    }
    const gaps = hours.filter(({ values }) => Object.values(values).includes(null)).length;
    expect(gaps).toBeGreaterThan(500);
  });

  test("the hours of the city are the mean of its stations without the control point", () => {
    const city = loadCityDays();
    for (const [date, day] of byDay) {
      const evaluated = BEIJING_STATIONS.filter(({ control }) => !control).flatMap(({ code }) => {
        const own = day.get(code);
        return own === undefined ? [] : [own];
      });
      const made = cityHours(evaluated);
      const known = city.get(date);
      byHourlyPollutant((one) =>
        expect(made[one].map(written)).toEqual((known?.[one] ?? []).map(written)),
      );
    }
  });

  test("days short of hours are invalid, not clean", () => {
    const results = [...byDay].flatMap(([date, day]) =>
      [...day.values()].map((own) => dayFromHours(own, date)),
    );
    const invalid = POLLUTANTS.map(
      (one) => results.filter((day) => day[one].value === null).length,
    );
    expect(results).toHaveLength(12 * 91);
    expect(invalid.every((count) => count > 0 && count < 120)).toBe(true);
  });
});

function written(value: Parameters<typeof exact>[0] | null | undefined): string | null {
  return value === null || value === undefined ? null : exact(value).toFixed(9);
}
