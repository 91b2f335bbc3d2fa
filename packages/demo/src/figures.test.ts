import { describe, expect, it } from "vitest";
import { dailyAqi, isRegionCode, observationFaults, parsePeriod, periodEnd } from "@diaodu/domain";
import { indicatorOf } from "./catalogue.ts";
import { airObservations, loadAirDays, loadFigures } from "./figures.ts";
import type { PublishedFigure } from "./figures.ts";
import { regions } from "./regions.ts";

const figures = loadFigures();
const air = loadAirDays();

function printed(indicator: string, region: string, period: string, measure = "level"): string[] {
  return figures
    .filter((f) => f.indicator === indicator && f.region === region)
    .filter((f) => f.period === period && f.measure === measure)
    .map((f) => f.value);
}

function sum(values: readonly string[]): number {
  return values.reduce((total, value) => total + Number(value), 0);
}

/** First prints of a level in every one of the given provinces. */
function provincial(indicator: string, codes: (code: string) => boolean): string[] {
  return regions
    .filter((region) => region.level === "province" && codes(region.code))
    .map((region) => printed(indicator, region.code, "2020-01/2020-12")[0] ?? "missing");
}

describe("the published figures", () => {
  it("are each accepted on their release day by the rules for figures, in a known region", () => {
    const known = new Set(regions.map((region) => region.code));
    for (const figure of figures) {
      const faults = observationFaults(indicatorOf(figure.indicator), figure, figure.asOf);
      expect(faults, `${figure.indicator} ${figure.period}`).toEqual([]);
      expect(isRegionCode(figure.region) && known.has(figure.region)).toBe(true);
    }
  });

  it("each carry a plain decimal, an agency with its page, and are real and official", () => {
    for (const figure of figures) {
      expect(figure.value).toMatch(/^-?\d{1,20}(\.\d{1,12})?$/);
      expect(figure.source).toMatch(/^\S+ · \S.*$/u);
      expect(figure.source.length).toBeLessThanOrEqual(200);
      expect(figure.simulated).toBe(false);
      expect(figure.basis).toBe("official");
    }
  });

  it("are never released before their period has ended", () => {
    for (const figure of figures) {
      expect(figure.asOf > periodEnd(figure.period), `${figure.period} ${figure.asOf}`).toBe(true);
    }
  });

  it("stand in release order, and every later print of one fact says why it changed", () => {
    const seen = new Map<string, PublishedFigure>();
    const unexplained: string[] = [];
    let previous = "";
    for (const figure of figures) {
      expect(figure.asOf >= previous).toBe(true);
      previous = figure.asOf;
      const key = [figure.indicator, figure.region, figure.period, figure.measure].join("|");
      if (seen.has(key) && figure.reason === null) unexplained.push(key);
      seen.set(key, figure);
    }
    expect(unexplained).toEqual([]);
  });

  it("follow GDP of 2020 from -6.8 to the final 1013567 and 2.2", () => {
    expect(printed("gdp", "100000", "2020-01/2020-03", "yoy_real")).toEqual(["-6.8"]);
    expect(printed("gdp", "100000", "2020-01/2020-03")).toEqual(["206504.3", "205727.0"]);
    expect(printed("gdp", "100000", "2020-01/2020-06")).toEqual(["456614.4", "454712.1"]);
    expect(printed("gdp", "100000", "2020-01/2020-06", "yoy_real")).toEqual(["-1.6"]);
    expect(printed("gdp", "100000", "2020-01/2020-12")).toEqual(["1015986", "1013567"]);
    expect(printed("gdp", "100000", "2020-01/2020-12", "yoy_real")).toEqual(["2.3", "2.2"]);
    expect(printed("gdp", "100000", "2019-Q1", "yoy_real")).toEqual(["6.4", "6.3"]);
  });

  it("end 2020 with 1186 new jobs, 5.6 surveyed and 4.24 registered unemployment", () => {
    expect(printed("new_jobs", "100000", "2020-01/2020-12")).toEqual(["1186"]);
    expect(printed("new_jobs", "100000", "2020-01/2020-09")).toEqual(["898"]);
    expect(printed("surveyed_unemployment", "100000", "2020")).toEqual(["5.6"]);
    expect(printed("registered_unemployment", "100000", "2020")).toEqual(["4.24"]);
  });

  it("add up where the publisher adds them up", () => {
    const quarters = [1, 2, 3, 4].flatMap((q) => printed("gdp", "100000", `2019-Q${q}`));
    expect(sum(quarters)).toBeCloseTo(990865, 6);
    expect(printed("retail", "100000", "2020-01/2020-02")).toEqual(["52130"]);
    expect(52130 + sum(printed("retail", "100000", "2020-03"))).toBe(
      sum(printed("retail", "100000", "2020-01/2020-03")),
    );
  });

  it("hold the year's GDP of all 31 provinces, which add up to the bulletin's regions", () => {
    expect(sum(provincial("gdp", () => true))).toBeCloseTo(1_012_415, -1);
    const northEast = provincial("gdp", (code) => ["21", "22", "23"].includes(code.slice(0, 2)));
    expect(Math.round(sum(northEast))).toBe(51125);
    const delta = provincial("gdp", (code) => ["31", "32", "33", "34"].includes(code.slice(0, 2)));
    expect(Math.abs(sum(delta) - 244_714)).toBeLessThan(1);
  });

  it("hold the year's budget revenue of all 31 provinces, which closes with the local total", () => {
    expect(sum(provincial("budget_revenue", () => true))).toBeCloseTo(100_124, -1);
  });

  it("never print January or February alone where the two are published together", () => {
    const alone = figures.filter((figure) => {
      const parsed = parsePeriod(figure.period);
      return parsed.ok && parsed.period.kind === "month" && parsed.period.month <= 2;
    });
    expect(alone.map((figure) => figure.indicator)).toEqual(["surveyed_unemployment"]);
  });
});

describe("the city's air", () => {
  it("has every day of 2019 and of 2020 to 14 June", () => {
    expect(air.filter((day) => day.date.startsWith("2019"))).toHaveLength(365);
    expect(air.filter((day) => day.date.startsWith("2020"))).toHaveLength(166);
    expect(air.at(-1)?.date).toBe("2020-06-14");
  });

  it("counts 188 published good days in 2019", () => {
    const good = air.filter(
      (day) => day.date.startsWith("2019") && Number(day.publishedAqi ?? "999") <= 100,
    );
    expect(good).toHaveLength(188);
  });

  it("gives the published index again from its six pollutants on every complete day", () => {
    const complete = air.flatMap(({ date, concentrations: c, publishedAqi }) => {
      if (!c.pm25 || !c.pm10 || !c.so2 || !c.no2 || !c.co || !c.o3_8h) return [];
      const values = {
        pm25: c.pm25,
        pm10: c.pm10,
        so2: c.so2,
        no2: c.no2,
        co: c.co,
        o3_8h: c.o3_8h,
      };
      return [{ published: publishedAqi, computed: dailyAqi(values, { on: date })?.aqi }];
    });
    expect(complete).toHaveLength(891);
    expect(complete.filter((day) => String(day.computed) !== day.published)).toEqual([]);
  });

  it("sends no zero: a missing pollutant gives no observation", () => {
    const observations = air.flatMap(airObservations);
    expect(observations.filter((o) => Number(o.value) === 0)).toEqual([]);
    const gap = air.find((day) => day.date === "2018-02-09");
    expect(gap && airObservations(gap).map((o) => o.indicator)).toEqual([
      "so2",
      "no2",
      "co",
      "o3_8h",
    ]);
  });

  it("is accepted on its release day by the rules for figures", () => {
    const observations = air.flatMap(airObservations);
    expect(
      observations.flatMap((o) => observationFaults(indicatorOf(o.indicator), o, o.asOf)),
    ).toEqual([]);
  });
});
