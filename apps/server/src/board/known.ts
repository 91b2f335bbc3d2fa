import type { Indicator, PlainDate, Region, StatusRule, Target } from "@diaodu/domain";
import type { AirMemo } from "./air-days.ts";
import type { FactIndex } from "./fact-index.ts";

/** What a tile is derived from, and nothing else: no clock, no database. */
export interface Known {
  /** First day of the round last opened. */
  on: PlainDate;
  regions: Map<string, Region>;
  indicators: Map<string, Indicator>;
  targets: Target[];
  rules: readonly StatusRule[];
  facts: FactIndex;
  air: AirMemo;
}
