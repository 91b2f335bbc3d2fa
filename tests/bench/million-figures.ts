import { catalogue, loadAirDays, POLLUTANTS } from "@diaodu/demo";
import type { Observation, PlainDate, Region } from "@diaodu/domain";
import { addDays } from "@diaodu/domain";
import type { CatalogueInput } from "@diaodu/storage";

/** Three years but a little: what a city's stations and its counties' have sent. */
const DAYS = 1000;
/** The city on the board, and how many counties of its own it ranks. */
const CITY = "371400";
const COUNTIES = 12;

/** The demonstration's catalogue, with counties below its city and other cities in the provinces. */
export function largeCatalogue(
  observations: number,
): CatalogueInput & { regions: readonly Region[] } {
  const needed = Math.ceil(observations / (DAYS * POLLUTANTS.length));
  const counties = Array.from({ length: COUNTIES }, (_, index) =>
    place(CITY, 371401 + index, "county"),
  );
  const provinces = catalogue.regions.filter((region) => region.level === "province");
  const cities = Array.from({ length: Math.max(0, needed - COUNTIES) }, (_, index) => {
    const province = provinces[index % provinces.length]?.code ?? "370000";
    return place(
      province,
      Number(province) + 5000 + 100 * Math.floor(index / provinces.length),
      "city",
    );
  });
  const { indicators, targets, rules, board } = catalogue;
  return {
    regions: [...catalogue.regions, ...counties, ...cities],
    indicators,
    targets,
    rules,
    boardRows: board,
  };
}

function place(parent: string, code: number, level: Region["level"]): Region {
  return { code: String(code), name: `第${code}号地区`, shortName: String(code), level, parent };
}

/**
 * Days of measured air, six figures each, for one region after another until there are `count`;
 * the last day is `until`. Real concentrations, begun at another day in each region.
 */
export function* largeFigures(
  regions: readonly Region[],
  count: number,
  until: PlainDate,
): Generator<Observation> {
  const days = loadAirDays().filter((day) =>
    POLLUTANTS.every((name) => day.concentrations[name] !== null),
  );
  const places = regions.filter(
    ({ level, code }) => level === "county" || level === "city" || code === CITY,
  );
  let made = 0;
  for (const [offset, { code }] of places.entries()) {
    for (let back = DAYS - 1; back >= 0; back--) {
      const day = days[(offset * 37 + back) % days.length];
      const period = addDays(until, -back);
      for (const indicator of POLLUTANTS) {
        if (made === count) return;
        made += 1;
        yield airFigure({
          indicator,
          region: code,
          period,
          value: day?.concentrations[indicator] ?? "1",
        });
      }
    }
  }
}

/** One figure of one day. */
function airFigure(
  of: Pick<Observation, "indicator" | "region" | "period" | "value"> & { reason?: string },
): Observation {
  return {
    ...of,
    basis: "monitoring",
    measure: "level",
    status: "flash",
    asOf: addDays(of.period, 1),
    source: "空气质量日报",
    simulated: false,
    reason: of.reason ?? null,
  };
}

/** A day of the city on the board as its bureau sends it, with values that differ for each `n`. */
export function cityDay(period: PlainDate, n: number): Observation[] {
  return POLLUTANTS.map((indicator) =>
    airFigure({
      indicator,
      region: CITY,
      period,
      // No station sends halves: the figure that stands there is never the same.
      value: indicator === "co" ? `0.${1 + (n % 9)}5` : `${20 + (n % 50)}.5`,
      reason: "复核更正",
    }),
  );
}
