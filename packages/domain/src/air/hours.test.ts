import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exact } from "../decimal.ts";
import { dailyAqi } from "./aqi.ts";
import { cityHours, stationsNeeded } from "./city-hours.ts";
import {
  byHourlyPollutant,
  dailyAirOf,
  dailyMaximumEightHourMean,
  dailyMean,
  dayFromHours,
  HOURLY_POLLUTANTS,
} from "./hours.ts";
import type { AirHours } from "./hours.ts";

const DAY = "2016-06-01";
const filled = (count: number, value = "40"): (string | null)[] =>
  Array.from({ length: 24 }, (_, index) => (index < count ? value : null));
const everywhere = (hours: AirHours["pm25"]): AirHours => byHourlyPollutant(() => hours);

const hourly = fc.option(fc.integer({ min: 1, max: 900 }).map(String), { nil: null, freq: 4 });
const anyDay = fc.array(hourly, { minLength: 24, maxLength: 24 });

describe("a station's day", () => {
  test("[A13] a daily mean needs twenty of its hours", () => {
    expect(dailyMean("pm25", filled(20))).toMatchObject({ value: "40", count: 20, needed: 20 });
    expect(dailyMean("pm25", filled(19))).toMatchObject({ value: null, count: 19 });
    expect(dailyMean("pm25", [])).toMatchObject({ value: null, unrounded: null, count: 0 });
  });

  test("[A13] zero is a missing hour, and a negative one is refused", () => {
    const zeros = filled(24).map((value, index) => (index < 5 ? "0" : value));
    expect(dailyMean("so2", zeros)).toMatchObject({ value: null, count: 19 });
    expect(() => dailyMean("so2", ["-1"])).toThrow(RangeError);
    expect(() => dailyMean("so2", Array<string>(25).fill("1"))).toThrow(RangeError);
  });

  test("[A13] [A9] the mean rounds half to even, CO to one decimal", () => {
    const halves = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? "34" : "35"));
    expect(dailyMean("pm25", halves).value).toBe("34");
    const quarters = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? "0.8" : "0.9"));
    expect(dailyMean("co", quarters).value).toBe("0.8");
  });

  test("[A14] the ozone of a day is its largest running mean of eight hours", () => {
    const peak = Array.from({ length: 24 }, (_, index) => (index >= 10 && index < 18 ? 200 : 20));
    expect(dailyMaximumEightHourMean(peak, DAY)).toMatchObject({ value: "200", count: 17 });
  });

  test("[A14] hours before the first eight of the day count only in the mean that ends at 8:00", () => {
    const early = Array.from({ length: 24 }, (_, index) => (index < 8 ? 100 : 10));
    expect(dailyMaximumEightHourMean(early, DAY).value).toBe("100");
  });

  test("[A14] a mean of eight needs six hours, a day fourteen means", () => {
    // Hours 1 to 19 are measured: means end at 8:00 to 21:00, the last with six hours.
    expect(dailyMaximumEightHourMean(filled(19, "90"), DAY)).toMatchObject({
      value: "90",
      count: 14,
    });
    expect(dailyMaximumEightHourMean(filled(18, "90"), DAY)).toMatchObject({
      value: null,
      count: 13,
    });
  });

  test("[A14] a day with too few means counts when what is known exceeds the limit", () => {
    expect(dailyMaximumEightHourMean(filled(8, "161"), DAY)).toMatchObject({
      value: "161",
      count: 3,
    });
    expect(dailyMaximumEightHourMean(filled(8, "160"), DAY).value).toBeNull();
  });

  test("[A13] a value of any day lies within its hours and needs enough of them", () => {
    fc.assert(
      fc.property(anyDay, (hours) => {
        const valid = hours.filter((hour) => hour !== null).map(Number);
        const mean = dailyMean("no2", hours);
        expect(mean.count).toBe(valid.length);
        expect(mean.value !== null).toBe(valid.length >= 20);
        const ozone = dailyMaximumEightHourMean(hours, DAY);
        for (const { unrounded } of [mean, ozone]) {
          if (unrounded === null) continue;
          expect(unrounded.gte(Math.min(...valid)) && unrounded.lte(Math.max(...valid))).toBe(true);
        }
        if (ozone.value === null && ozone.unrounded !== null) {
          expect(ozone.count).toBeLessThan(14);
          expect(ozone.unrounded.lte(160)).toBe(true);
        }
      }),
    );
  });

  test("[A14] one more measured hour never makes a valid day of ozone invalid by number", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 23 }), (hours, index) => {
        const more = hours.with(index, hours[index] ?? "50");
        const before = dailyMaximumEightHourMean(hours, DAY).count;
        expect(dailyMaximumEightHourMean(more, DAY).count).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  test("[A4] a day with one pollutant short of hours has no index", () => {
    const full = dayFromHours(everywhere(filled(24)), DAY);
    expect(dailyAqi(dailyAirOf(full), { on: DAY })).not.toBeNull();
    const short = dayFromHours({ ...everywhere(filled(24)), co: filled(19) }, DAY);
    expect(dailyAqi(dailyAirOf(short), { on: DAY })).toBeNull();
  });

  test("[O6] a mean that rounds to zero is no value", () => {
    const traces = dayFromHours({ ...everywhere(filled(24)), so2: filled(24, "0.3") }, DAY);
    expect(traces.so2.value).toBe("0");
    expect(dailyAirOf(traces).so2).toBeNull();
  });
});

describe("a city's hours", () => {
  test("[A15] three quarters of the stations are needed, a part counting as one", () => {
    expect([1, 2, 3, 4, 11, 12].map(stationsNeeded)).toEqual([1, 2, 3, 3, 9, 9]);
    const stations = (measured: number): AirHours[] =>
      Array.from({ length: 12 }, (_, index) => everywhere(filled(index < measured ? 24 : 0)));
    expect(cityHours(stations(9)).pm25[0]?.toString()).toBe("40");
    expect(cityHours(stations(8)).pm25[0]).toBeNull();
    expect(cityHours([]).pm25[0]).toBeNull();
  });

  test("[A16] the city's day follows from its hours as a station's from its own", () => {
    const low = everywhere(filled(24, "30"));
    const high = everywhere(filled(24, "51"));
    const day = dayFromHours(cityHours([low, high]), DAY);
    // 40.5, to even.
    expect(HOURLY_POLLUTANTS.map((one) => day[one === "o3" ? "o3_8h" : one].value)).toEqual([
      "40",
      "40",
      "40",
      "40",
      "40.5",
      "40",
    ]);
  });

  test("[A15] a city of equal stations has their value, in any order", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 6 }), (hours, count) => {
        const city = cityHours(Array.from({ length: count }, () => everywhere(hours)));
        expect(city.o3.map((value) => value?.toString() ?? null)).toEqual(hours);
      }),
      { numRuns: 30 },
    );
    const [a, b] = [everywhere(filled(24, "10")), everywhere(filled(24, "17"))];
    expect(exact(cityHours([a, b]).no2[3] ?? 0).eq(exact(cityHours([b, a]).no2[3] ?? 1))).toBe(
      true,
    );
  });
});
