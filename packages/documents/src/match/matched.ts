import type {
  Basis,
  DecimalString,
  Duty,
  Indicator,
  Measure,
  Region,
  Status,
} from "@diaodu/domain";

/** What words may mean, and what is asked for: the catalogue as matching needs it. */
export interface Vocabulary {
  readonly indicators: readonly Indicator[];
  readonly regions: readonly Region[];
  /** Of the unit that sends the file. */
  readonly duties: readonly Pick<Duty, "indicator" | "region" | "basis">[];
  /** What the unit is asked for now: fills in a period or a year that a sheet leaves out. */
  readonly asked: readonly Series[];
}

export interface Series {
  readonly indicator: string;
  readonly region: string;
  readonly period: string;
  readonly basis: Basis;
  readonly measure: Measure;
}

/** Where in the file it stands, and what stands there. */
export interface Place {
  readonly sheet: string;
  readonly cell: string;
  readonly raw: string;
}

/** A figure of the file, in the unit of its indicator. Empty fields were not in the file. */
export interface MatchedFact extends Place, Series {
  readonly kind: "fact";
  readonly value: DecimalString;
  /** `按万元换算` where the file states another unit; null where it is taken as it stands. */
  readonly converted: string | null;
  readonly status: Status | null;
  readonly asOf: string | null;
  readonly source: string | null;
  readonly reason: string | null;
  readonly note: string | null;
}

/** A cell that holds a figure which cannot be taken, with what is known of it. */
export interface RefusedCell extends Place, Partial<Series> {
  readonly kind: "refused";
  readonly message: string;
}

/** A cell or column that is no figure of ours. */
export interface IgnoredCell extends Place {
  readonly kind: "ignored";
  readonly message: string;
}

export type Match = MatchedFact | RefusedCell | IgnoredCell;
