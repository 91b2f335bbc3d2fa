/** When the next figure is due. Rules [F1]–[F4] of SPEC.md. A missing figure is 未报, not a light. */
import { periodFault } from "./indicator.ts";
import type { Indicator } from "./indicator.ts";
import { cumulativeTo, periodCode, periodEnd, toPeriod } from "./period.ts";
import type { PeriodCode, PeriodLike } from "./period.ts";
import { addDays, dateParts, daysBetween } from "./plain-date.ts";
import type { PlainDate } from "./plain-date.ts";
import type { RoundCalendar } from "./round/calendar.ts";
import { roundOf, storedRoundSpanOf } from "./round/rounds.ts";
import { onOrAfterWorkingDay } from "./working-day.ts";

export interface Freshness {
  /** The next period that the rhythm promises. */
  next: PeriodCode;
  /** Last day on which it is not late. */
  dueOn: PlainDate;
  overdue: boolean;
  /** Days past the due date; 0 while not late. */
  overdueDays: number;
}

/**
 * The period after `latest` in the indicator's own rhythm: next day, round, month, quarter or year;
 * a quarterly cumulative period steps three months, and 1—2月 follows December where January has no
 * figure of its own. [F1]
 */
export function nextPeriod(
  indicator: Indicator,
  latest: PeriodLike,
  calendar: RoundCalendar,
): PeriodCode {
  const p = toPeriod(latest);
  switch (p.kind) {
    case "year":
      return periodCode({ kind: "year", year: p.year + 1 });
    case "quarter":
      return p.quarter === 4
        ? periodCode({ kind: "quarter", year: p.year + 1, quarter: 1 })
        : periodCode({ kind: "quarter", year: p.year, quarter: p.quarter + 1 });
    case "day": {
      const next = dateParts(addDays(periodEnd(p), 1));
      return periodCode({ kind: "day", ...next });
    }
    case "round": {
      const after = addDays(periodEnd(p, storedRoundSpanOf(calendar)), 1);
      const next = roundOf(after, calendar);
      if (next === null) throw new RangeError(`no round on ${after}`);
      return next.code;
    }
    case "month":
    case "ytd": {
      const step = indicator.frequency === "quarter" ? 3 : 1;
      let year = p.year;
      // A quarterly figure lands on a quarter's end whatever it follows.
      let month = (Math.floor(p.month / step) + 1) * step;
      for (; ; month += step) {
        if (month > 12) {
          year += 1;
          month -= 12;
        }
        const code =
          p.kind === "ytd" ? cumulativeTo(year, month) : periodCode({ kind: "month", year, month });
        if (periodFault({ ...indicator, periodKinds: [p.kind] }, code) === null) return code;
      }
    }
  }
}

/**
 * Last day on which a period's figure is not late: the period's end plus the usual lag, moved to the
 * next working day where offices publish (monthly and slower). [F2] [F3]
 */
export function dueOn(
  indicator: Indicator,
  period: PeriodLike,
  calendar: RoundCalendar,
): PlainDate {
  const due = addDays(periodEnd(period, storedRoundSpanOf(calendar)), indicator.releaseLagDays);
  const continuous = indicator.frequency === "day" || indicator.frequency === "round";
  return continuous ? due : onOrAfterWorkingDay(due, calendar.days);
}

/** What comes after the latest figure, when it is due, and whether it is late on `today`. [F4] */
export function freshness(
  indicator: Indicator,
  latest: PeriodLike,
  today: PlainDate,
  calendar: RoundCalendar,
): Freshness {
  const next = nextPeriod(indicator, latest, calendar);
  const due = dueOn(indicator, next, calendar);
  const late = daysBetween(due, today);
  return { next, dueOn: due, overdue: late > 0, overdueDays: Math.max(0, late) };
}
