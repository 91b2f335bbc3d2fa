import { defaultRules } from "@diaodu/domain";
import type { Duty, Indicator, Region, StatusRule, Target, Unit } from "@diaodu/domain";
import { indicators as published } from "./indicators.ts";
import { inventedIndicators } from "./invented.ts";
import { duties } from "./office.ts";
import { regions } from "./regions.ts";
import { targets } from "./targets.ts";
import { units } from "./units.ts";

const indicators: readonly Indicator[] = [...published, ...inventedIndicators];

/** One line of the board: what is followed, and where. */
export interface BoardRow {
  indicator: string;
  region: string;
}

/** The wall's rows in display order. */
export const board: readonly BoardRow[] = [
  ...[
    "gdp",
    "fai",
    "iva",
    "retail",
    "budget_revenue",
    "new_jobs",
    "surveyed_unemployment",
    "registered_unemployment",
    "income_all",
  ].map((indicator) => ({ indicator, region: "100000" })),
  { indicator: "pm25", region: "371400" },
  { indicator: "good_days", region: "371400" },
];

/** Everything that stands still during the demonstration. */
export interface Catalogue {
  regions: readonly Region[];
  indicators: readonly Indicator[];
  targets: readonly Target[];
  rules: readonly StatusRule[];
  board: readonly BoardRow[];
  units: readonly Unit[];
  duties: readonly Duty[];
}

/** The catalogue of 2020: set it up before the first figure is submitted. */
export const catalogue: Catalogue = {
  regions,
  indicators,
  targets,
  rules: defaultRules,
  board,
  units,
  duties,
};

/** @throws RangeError for a code that the catalogue does not hold. */
export function indicatorOf(code: string): Indicator {
  const found = indicators.find((indicator) => indicator.code === code);
  if (!found) throw new RangeError(`no such indicator: ${code}`);
  return found;
}
