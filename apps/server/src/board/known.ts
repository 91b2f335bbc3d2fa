import type {
  Indicator,
  PlainDate,
  Region,
  RoundCalendar,
  StatusRule,
  Target,
} from "@diaodu/domain";
import type { AirMemo } from "./air-days.ts";
import type { FactIndex } from "./fact-index.ts";

/**
 * Years of facts behind a board's own: last year's curve, the one that January still reports, and
 * up to three whole years that an outlook is learnt from. A year of one city's daily air is 2190
 * facts and some 40 ms of the board's first load.
 */
export const YEARS_BACK = 3;

/** What a tile is derived from, and nothing else: no clock, no database. */
export interface Known {
  /** First day of the round last opened. */
  on: PlainDate;
  /** The calendar that holds; what has begun is the same in every later one. */
  calendar: RoundCalendar;
  regions: Map<string, Region>;
  indicators: Map<string, Indicator>;
  targets: Target[];
  rules: readonly StatusRule[];
  facts: FactIndex;
  air: AirMemo;
}
