import type { Duty } from "@diaodu/domain";

const NATION = "100000";
const CITY = "371400";

/** What the units of the demonstration's catalogue are asked for in tests: of every basis something. */
export const duties: readonly Duty[] = [
  official("statistics", "gdp", ["level", "yoy_real"]),
  official("statistics", "fai", ["level", "yoy_comparable"]),
  official("statistics", "iva", ["yoy_real"]),
  official("statistics", "income_all", ["level", "yoy_nominal", "yoy_real"]),
  official("finance", "budget_revenue", ["level", "yoy_nominal"]),
  dispatch("finance", "budget_revenue"),
  official("employment", "new_jobs", ["level"]),
  dispatch("employment", "new_jobs"),
  official("employment", "surveyed_unemployment", ["level"]),
  official("commerce", "retail", ["level", "yoy_nominal"]),
  dispatch("commerce", "retail"),
  ...["pm25", "pm10", "so2", "no2", "co", "o3_8h"].map((indicator): Duty => ({
    unit: "ecology",
    indicator,
    region: CITY,
    basis: "monitoring",
    measures: ["level"],
  })),
];

function official(unit: string, indicator: string, measures: Duty["measures"]): Duty {
  return { unit, indicator, region: NATION, basis: "official", measures };
}

function dispatch(unit: string, indicator: string): Duty {
  return { unit, indicator, region: NATION, basis: "dispatch", measures: ["level"] };
}
