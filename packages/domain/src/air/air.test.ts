import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { published } from "../../test/published.ts";
import { round } from "../decimal.ts";
import type { DailyAir } from "./aqi.ts";
import { airLevelName, dailyAqi, iaqi } from "./aqi.ts";
import { aqiStandardOn, BREAKPOINTS, IAQI_STEPS, POLLUTANTS } from "./breakpoints.ts";
import type { AqiStandard, Pollutant } from "./breakpoints.ts";
import { compositeIndex } from "./composite-index.ts";
import { goodDays } from "./good-days.ts";
import { LIMIT_TABLES, limitsOn } from "./limits.ts";
import { daysNeededInMonth, daysNeededToDate, percentile, rollUp, rollUpMonth } from "./roll-up.ts";

const COLUMNS: Record<Pollutant, string> = {
  pm25: "pm25_ug_m3",
  pm10: "pm10_ug_m3",
  so2: "so2_ug_m3",
  no2: "no2_ug_m3",
  co: "co_mg_m3",
  o3_8h: "o3_8h_ug_m3",
};
const NAMES: Record<string, Pollutant> = {
  "PM2.5": "pm25",
  PM10: "pm10",
  SO2: "so2",
  NO2: "no2",
  CO: "co",
  O3: "o3_8h",
};

const days = published("dezhou_daily_2018_2020").map((row) => ({
  date: row["date"] ?? "",
  air: Object.fromEntries(
    POLLUTANTS.map((name) => [name, row[COLUMNS[name]] || null]),
  ) as unknown as DailyAir,
}));
const oracle = published("derived_dezhou_aqi_oracle_2018_2020");
const clean: DailyAir = { pm25: "20", pm10: "40", so2: "10", no2: "20", co: "0.8", o3_8h: "90" };

describe("breakpoints and limits", () => {
  test("[A1] both tables hold exactly the published breakpoints", () => {
    let checked = 0;
    for (const row of published("aqi_breakpoints")) {
      if (row["averaging"] !== "24h" && row["averaging"] !== "8h") continue;
      const pollutant = NAMES[row["pollutant"] ?? ""];
      if (pollutant === undefined) throw new Error(row["pollutant"]);
      const table = BREAKPOINTS[row["standard"] as AqiStandard][pollutant];
      expect(table[IAQI_STEPS.indexOf(Number(row["iaqi"]))]).toBe(Number(row["concentration"]));
      checked += 1;
    }
    const held = Object.values(BREAKPOINTS).flatMap((table) => Object.values(table).flat());
    expect(checked).toBe(held.length);
  });

  test("[A1] the rule changes on 1 March 2026", () => {
    expect(aqiStandardOn("2026-02-28")).toBe("HJ 633-2012");
    expect(aqiStandardOn("2026-03-01")).toBe("HJ 633-2026");
  });

  test("[A11] limits are those of the published tables, by date", () => {
    let checked = 0;
    for (const row of published("air_limits")) {
      const pollutant = NAMES[row["pollutant"] ?? ""];
      const table = LIMIT_TABLES.find(({ validFrom }) => validFrom === row["valid_from"]);
      if (!pollutant || !table || row["averaging"] === "1h") continue;
      const limits =
        row["averaging"] === "annual" && pollutant !== "co" && pollutant !== "o3_8h"
          ? table.annual[pollutant]
          : table.daily[pollutant];
      expect([limits.grade1, limits.grade2]).toEqual([
        Number(row["grade1"]),
        Number(row["grade2"]),
      ]);
      checked += 1;
    }
    expect(checked).toBe(30);
    expect(limitsOn("2020-06-30").annual.pm25.grade2).toBe(35);
    expect(limitsOn("2026-03-01").annual.pm25.grade2).toBe(30);
    expect(limitsOn("2031-01-01").annual.pm25.grade2).toBe(25);
  });
});

describe("daily index", () => {
  test("[A2] an individual index rounds up, and is exact at a breakpoint", () => {
    expect(iaqi("pm25", "35", "HJ 633-2012")).toBe(50);
    expect(iaqi("pm25", "35.000001", "HJ 633-2012")).toBe(51);
    expect(iaqi("pm25", "75", "HJ 633-2012")).toBe(100);
    expect(iaqi("pm25", "75", "HJ 633-2026")).toBe(114);
    expect(iaqi("pm25", "900", "HJ 633-2012")).toBe(500);
    expect(iaqi("o3_8h", "900", "HJ 633-2012")).toBe(300);
    expect(() => iaqi("pm25", "-1", "HJ 633-2012")).toThrow(RangeError);
  });

  test("[A2] more of a pollutant never lowers its index", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...POLLUTANTS),
        fc.constantFrom("HJ 633-2012" as const, "HJ 633-2026" as const),
        fc.nat(300_000),
        fc.nat(1000),
        (pollutant, standard, tenths, more) => {
          const at = (n: number): number => iaqi(pollutant, (n / 100).toFixed(2), standard);
          expect(at(tenths + more)).toBeGreaterThanOrEqual(at(tenths));
        },
      ),
    );
  });

  test("[A3] the published AQI of Dezhou is reproduced on 891 of 891 days of 2018 to 2020", () => {
    const byDate = new Map(days.map(({ date, air }) => [date, air]));
    expect(oracle).toHaveLength(891);
    const differing: string[] = [];
    for (const row of oracle) {
      const air = byDate.get(row["date"] ?? "");
      if (!air) throw new Error(row["date"]);
      const result = dailyAqi(air, "HJ 633-2012");
      expect({
        date: row["date"],
        aqi: String(result?.aqi),
        level: airLevelName(result?.aqi ?? 0),
        primary: (result?.primary ?? []).join(","),
      }).toEqual({
        date: row["date"],
        aqi: row["aqi_published"],
        level: row["level_2012"],
        primary: (row["primary_2012"] ?? "").replaceAll(/[;|+、 ]+/g, ","),
      });
      for (const name of POLLUTANTS) {
        const stated = Number(row[`iaqi2012_${name}`]);
        if (result?.iaqi[name] !== stated) differing.push(`${name} ${air[name]} ${stated}`);
      }
      const later = dailyAqi(air, "HJ 633-2026");
      expect(String(later?.aqi)).toBe(row["aqi_hj633_2026_breakpoints"]);
    }
    // The oracle computed in binary fractions: 50 / 35 × 28 came out above 40 and was rounded up to 41.
    expect([...new Set(differing)].toSorted()).toEqual([
      "pm25 14 21",
      "pm25 21 31",
      "pm25 28 41",
      "pm25 35 51",
    ]);
  });

  test("[A4] a clean day has no primary pollutant and a tie names both", () => {
    expect(dailyAqi(clean, { on: "2020-06-30" })).toMatchObject({ aqi: 45, primary: [] });
    const tie = dailyAqi({ ...clean, pm25: "75", pm10: "150" }, { on: "2020-06-30" });
    expect(tie).toMatchObject({ aqi: 100, primary: ["pm25", "pm10"] });
  });

  test("[A4] a day with a missing or zero-coded pollutant is invalid, not clean", () => {
    for (const pollutant of POLLUTANTS) {
      expect(dailyAqi({ ...clean, [pollutant]: null }, "HJ 633-2012")).toBeNull();
      expect(dailyAqi({ ...clean, [pollutant]: "0" }, "HJ 633-2012")).toBeNull();
    }
  });

  test("[A5] class bounds belong to the better class", () => {
    const names = [50, 51, 100, 101, 150, 200, 300, 301].map(airLevelName);
    expect(names).toEqual([
      "优",
      "良",
      "良",
      "轻度污染",
      "轻度污染",
      "中度污染",
      "重度污染",
      "严重污染",
    ]);
  });
});

describe("good days", () => {
  const of2019 = days.filter(({ date }) => date.startsWith("2019"));

  test("[A6] Dezhou 2019 had 188 good days of 365, 51.5 %", () => {
    const result = goodDays(of2019);
    expect(result).toMatchObject({ good: 188, valid: 365, bad: 177, invalid: 0 });
    expect(round(result.ratio ?? "0", 1)).toBe("51.5");
  });

  test("[A6] the ratio is over valid days", () => {
    const result = goodDays([
      { date: "2020-01-01", air: clean },
      { date: "2020-01-02", air: { ...clean, pm25: null } },
    ]);
    expect(result).toMatchObject({ good: 1, valid: 1, invalid: 1 });
    expect(result.ratio?.toString()).toBe("100");
    expect(goodDays([]).ratio).toBeNull();
  });

  test("[A7] recomputed on the breakpoints of 2026 they are 161", () => {
    expect(goodDays(of2019, "HJ 633-2026")).toMatchObject({
      good: 161,
      standards: ["HJ 633-2026"],
    });
  });

  test("[A7] a year that straddles the change says that it mixes rules", () => {
    const mixed = goodDays([
      { date: "2026-02-28", air: clean },
      { date: "2026-03-01", air: clean },
    ]);
    expect(mixed.standards).toEqual(["HJ 633-2012", "HJ 633-2026"]);
  });
});

describe("months, years and the composite index", () => {
  test("[A8] a month needs 27 days, February 25, a year 324", () => {
    expect([1, 2, 4].map(daysNeededInMonth)).toEqual([27, 25, 27]);
    expect(daysNeededToDate(12)).toBe(324);
    expect(daysNeededToDate(6)).toBe(160);
    const full = Array<string>(27).fill("40");
    expect(rollUpMonth("pm25", 2020, 6, full)).toMatchObject({ value: "40", valid: true });
    expect(rollUpMonth("pm25", 2020, 6, full.slice(1))).toMatchObject({
      value: null,
      valid: false,
    });
    expect(rollUp("pm25", [], 0)).toMatchObject({ value: null, unrounded: null, valid: false });
  });

  test("[A9] means round half to even; CO and ozone are percentiles", () => {
    expect(rollUp("pm25", ["34", "35"], 2).value).toBe("34");
    expect(rollUp("pm25", ["35", "36"], 2).value).toBe("36");
    expect(rollUp("co", ["1.0", "2.0"], 2).value).toBe("2.0");
    expect(rollUp("o3_8h", ["100", "200"], 2).value).toBe("190");
  });

  test("[A10] a percentile interpolates at rank 1 + (n − 1)p and stays within the values", () => {
    expect(percentile(["1", "2", "3", "4", "5"], "0.9").toString()).toBe("4.6");
    expect(percentile(["7"], "0.95").toString()).toBe("7");
    expect(() => percentile([], "0.5")).toThrow(RangeError);
    fc.assert(
      fc.property(fc.array(fc.nat(500), { minLength: 1 }), fc.nat(100), (values, hundredths) => {
        const result = percentile(values, (hundredths / 100).toFixed(2)).toNumber();
        expect(result).toBeGreaterThanOrEqual(Math.min(...values));
        expect(result).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });

  test("[A12] a city exactly at every limit has a composite index of 6", () => {
    const limits = { pm25: "35", pm10: "70", so2: "60", no2: "40", co: "4", o3_8h: "160" };
    expect(compositeIndex(limits)).toMatchObject({ value: "6.00", worst: POLLUTANTS });
    expect(compositeIndex({ ...limits, pm25: "70" })).toMatchObject({
      value: "7.00",
      worst: ["pm25"],
    });
    expect(compositeIndex({ ...limits, co: null })).toBeNull();
  });
});
