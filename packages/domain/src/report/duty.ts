/** What a unit is asked for, and for which period now. Rules [E7]–[E9] of SPEC.md. */
import { dueOn, nextPeriod } from "../freshness.ts";
import { periodFault } from "../indicator.ts";
import type { Indicator, Measure } from "../indicator.ts";
import type { Basis } from "../observation.ts";
import { cumulativeTo, periodCode, periodEnd } from "../period.ts";
import type { PeriodCode, PeriodKind } from "../period.ts";
import { addDays, dateParts } from "../plain-date.ts";
import type { PlainDate } from "../plain-date.ts";
import type { RegionCode } from "../region.ts";
import type { RoundCalendar } from "../round/calendar.ts";
import { roundOf } from "../round/rounds.ts";

/** 责任单位: an office that reports, reviews or leads. */
export interface Unit {
  /** Stable key, e.g. `finance`. */
  code: string;
  name: string;
  shortName: string;
  /** Where the office sits. */
  region: RegionCode;
}

/** 填报任务: one unit reports one indicator of one region on one basis. */
export interface Duty {
  unit: string;
  indicator: string;
  region: RegionCode;
  basis: Basis;
  /** The facts asked for each period: level, growth, rank … */
  measures: Measure[];
}

export interface DueFigure {
  period: PeriodCode;
  /** Last day on which it is not late. */
  dueOn: PlainDate;
}

/** One text key per unit × indicator × region × basis: a duty is asked once. [E7] */
export function dutyKey(d: Pick<Duty, "unit" | "indicator" | "region" | "basis">): string {
  return `${d.unit}|${d.indicator}|${d.region}|${d.basis}`;
}

/**
 * The period that is asked for today, or null while none has ended. A 调度 duty asks for the round
 * that today lies in [E8]; any other for the period after the latest one known, once that has ended,
 * and with nothing known for the latest that has ended [E9].
 *
 * @param latest the newest period of this series that is submitted or published; null for none
 */
export function dueFigure(
  indicator: Indicator,
  basis: Basis,
  latest: PeriodCode | null,
  today: PlainDate,
  calendar: RoundCalendar,
): DueFigure | null {
  if (basis === "dispatch") {
    const round = roundOf(today, calendar);
    return round === null ? null : { period: round.code, dueOn: round.end };
  }
  const period =
    latest === null ? lastEnded(indicator, today) : nextPeriod(indicator, latest, calendar);
  if (period === null || periodEnd(period) >= today) return null;
  return { period, dueOn: dueOn(indicator, period, calendar) };
}

/** The kind of period that a duty on this basis asks for. [E8] [E9] */
export function askedKind(indicator: Indicator, basis: Basis): PeriodKind {
  if (basis === "dispatch") return "round";
  // The headline of a daily indicator is a mean of its days: what is reported are the days.
  const daily = indicator.frequency === "day" && indicator.periodKinds.includes("day");
  return daily ? "day" : indicator.headline.periodKind;
}

/** Why a duty cannot be asked of this indicator, or null. [E7] [E8] */
export function dutyFault(indicator: Indicator, duty: Duty): string | null {
  if (duty.measures.length === 0) return "至少填报一项";
  const missing = duty.measures.find((measure) => !indicator.measures.includes(measure));
  if (missing !== undefined) return `${indicator.shortName}没有这一项数据：${missing}`;
  if (duty.basis === "dispatch" && !indicator.periodKinds.includes("round")) {
    return `${indicator.shortName}没有每期调度数据，不能按期调度填报`;
  }
  if (duty.basis !== "dispatch" && askedKind(indicator, duty.basis) === "round") {
    return `${indicator.shortName}只有每期调度数据，须按期调度填报`;
  }
  return null;
}

/** The newest period of the kind asked for that ended before today. */
function lastEnded(indicator: Indicator, today: PlainDate): PeriodCode | null {
  const yesterday = addDays(today, -1);
  const { year, month, day } = dateParts(yesterday);
  const kind = askedKind(indicator, "official");
  if (kind === "day") return periodCode({ kind, year, month, day });
  for (let back = 0; back <= 12; back += 1) {
    const end = monthsBefore(year, month, back);
    const code = periodEndingIn(kind, end.year, end.month, indicator.frequency === "quarter");
    if (code === null || periodFault(indicator, code) !== null) continue;
    if (periodEnd(code) <= yesterday) return code;
  }
  return null;
}

/** The period of this kind that ends with this month; null where none does. */
function periodEndingIn(
  kind: PeriodKind,
  year: number,
  month: number,
  quarterly: boolean,
): PeriodCode | null {
  if (quarterly && month % 3 !== 0) return null;
  if (kind === "month") return periodCode({ kind, year, month });
  if (kind === "ytd") return cumulativeTo(year, month);
  if (kind === "quarter" && month % 3 === 0) return periodCode({ kind, year, quarter: month / 3 });
  if (kind === "year" && month === 12) return periodCode({ kind, year });
  return null;
}

function monthsBefore(year: number, month: number, back: number): { year: number; month: number } {
  const index = year * 12 + (month - 1) - back;
  return { year: Math.floor(index / 12), month: (index % 12) + 1 };
}
