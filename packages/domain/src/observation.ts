/** One figure as one source gave it. Rules [O1]–[O7] of SPEC.md. */
import type { Measure } from "./indicator.ts";
import type { PeriodCode } from "./period.ts";
import type { Instant, PlainDate } from "./plain-date.ts";
import type { RegionCode } from "./region.ts";

/** Plain decimal digits: `-6.8`, `206504.3`; no exponent, no separators, no leading `+`. */
export type DecimalString = string;

/** `official` 统计 · `dispatch` 调度 (reported by departments, unverified) · `monitoring` 监测. */
export type Basis = "official" | "dispatch" | "monitoring";
export const BASES: readonly Basis[] = ["official", "dispatch", "monitoring"];
export const BASIS_NAMES: Readonly<Record<Basis, string>> = {
  official: "统计",
  dispatch: "调度",
  monitoring: "监测",
};

/** The ladder of finality, lowest first. */
export type Status = "forecast" | "dispatch" | "flash" | "preliminary" | "final";
export const STATUS_LADDER: readonly Status[] = [
  "forecast",
  "dispatch",
  "flash",
  "preliminary",
  "final",
];
export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  forecast: "预计",
  dispatch: "调度",
  flash: "快报",
  preliminary: "初核",
  final: "终核",
};

export interface Observation {
  indicator: string;
  region: RegionCode;
  period: PeriodCode;
  basis: Basis;
  measure: Measure;
  /** In the indicator's unit for a level, in percent for growth. */
  value: DecimalString;
  status: Status;
  /** The day the figure was released. */
  asOf: PlainDate;
  source: string;
  simulated: boolean;
  /** Why it was corrected; null for a first print. */
  reason: string | null;
}

export interface StoredObservation extends Observation {
  /** 1 for the first print, then up. */
  revision: number;
  seq: number;
  committedAt: Instant;
  reportedBy: string;
}

/** A failing field and a Chinese sentence saying what is wrong. */
export interface Fault {
  /** Name of the field, e.g. `period`. */
  path: string;
  message: string;
}

/** The facts that a series is told apart by: indicator | region | period | basis | measure. [O1] */
export type ObservationKey = string;

/** One text key per indicator × region × period × basis × measure. [O1] */
export function observationKey(
  o: Pick<Observation, "indicator" | "region" | "period" | "basis" | "measure">,
): ObservationKey {
  return `${o.indicator}|${o.region}|${o.period}|${o.basis}|${o.measure}`;
}

/**
 * Whether `next` replaces `current` as the figure to show: a higher rung of the ladder does, a lower
 * does not; on one rung the later release does, and of two on one day the later submitted. [O2]
 * Nothing is deleted either way. A 终核 figure is never displaced by a 预计 one.
 */
export function supersedes(
  next: Pick<Observation, "status" | "asOf">,
  current: Pick<Observation, "status" | "asOf">,
): boolean {
  const rung = STATUS_LADDER.indexOf(next.status) - STATUS_LADDER.indexOf(current.status);
  return rung !== 0 ? rung > 0 : next.asOf >= current.asOf;
}
