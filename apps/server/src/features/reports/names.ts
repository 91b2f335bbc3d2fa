import type { Indicator, Region, Unit } from "@diaodu/domain";
import type { Catalogue } from "@diaodu/storage";

/** The catalogue by code, for whoever prints a report. */
export interface Names {
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly regions: ReadonlyMap<string, Region>;
  readonly units: ReadonlyMap<string, Unit>;
}

/** @param catalogue as it stands now; codes that it no longer holds print as themselves */
export function namesOf(catalogue: Pick<Catalogue, "indicators" | "regions" | "units">): Names {
  return {
    indicators: new Map(catalogue.indicators.map((one) => [one.code, one])),
    regions: new Map(catalogue.regions.map((one) => [one.code, one])),
    units: new Map(catalogue.units.map((one) => [one.code, one])),
  };
}

export function unitName(names: Names, code: string): string {
  return names.units.get(code)?.name ?? code;
}

export function regionName(names: Names, code: string): string {
  return names.regions.get(code)?.name ?? code;
}
