import type { Indicator, Measure, Region, Unit } from "@diaodu/domain";
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

/** 总量, 同比 …: what stands beside a field. A rate or a mean is no amount. */
export function measureName(indicator: Indicator, measure: Measure): string {
  switch (measure) {
    case "level":
      return LEVEL_NAMES[indicator.kind];
    case "yoy_nominal":
      return "同比（自然口径）";
    case "yoy_real":
      return "同比（不变价）";
    case "yoy_comparable":
      return "同比（可比口径）";
    case "rank":
      return "位次";
    case "share":
      return "占比";
  }
}

const LEVEL_NAMES: Readonly<Record<Indicator["kind"], string>> = {
  cumulative: "总量",
  growth_only: "增速",
  rate: "数值",
  average: "浓度",
  days: "天数",
  index: "指数",
  rank: "位次",
  count: "数量",
};
