/** What is to be reached. Rules [T1]–[T8] of SPEC.md. */
import type { Measure } from "./indicator.ts";
import type { DecimalString } from "./observation.ts";
import type { PlainDate } from "./plain-date.ts";
import type { RegionCode } from "./region.ts";

/** The machine form of a target's words. Bounds are inclusive. */
export type Requirement =
  | { form: "floor"; low: DecimalString }
  | { form: "ceiling"; high: DecimalString }
  | { form: "around"; value: DecimalString; tolerance: DecimalString }
  | { form: "range"; low: DecimalString; high: DecimalString }
  | { form: "point"; value: DecimalString }
  /** A decrease by at least `value` percent, kept positive. */
  | { form: "reduction"; value: DecimalString }
  /** Measured against another figure (高于全国平均水平): cannot be judged alone. */
  | { form: "relative" }
  /** No target was set. */
  | { form: "none" };

/** How the year's plan is spread over the year. */
export type PathSpec =
  | { method: "monthly" }
  | { method: "daily" }
  /** Cumulative share 0–1 at the end of each of the twelve months; the last is 1. */
  | { method: "last_year_curve"; shares: DecimalString[] }
  /** Planned cumulative values at dates, in the target's unit; straight lines between. */
  | { method: "milestones"; points: Milestone[] };

export interface Milestone {
  date: PlainDate;
  value: DecimalString;
}

export interface Target {
  indicator: string;
  region: RegionCode;
  year: number;
  /** As written in the document, e.g. `6%左右`. */
  words: string;
  /** `level`, or the growth measure that is judged. */
  measure: Measure;
  /** 确保. */
  base: Requirement;
  /** 力争. */
  stretch: Requirement | null;
  path: PathSpec;
  source: string;
  simulated: boolean;
  revision: number;
}

/** `borderline`: misses an 左右 value by no more than its tolerance. */
export type Verdict = "met" | "missed" | "borderline" | "not_applicable";
