import type { BusinessClock } from "@diaodu/contracts";
import { businessDate, dayOfYear, daysInYear } from "@diaodu/domain/plain-date";
import type { RoundCalendar } from "@diaodu/domain/round/calendar";
import { roundOf } from "@diaodu/domain/round/rounds";
import { roundTimes } from "@diaodu/domain/round/times";

/**
 * The clock by which the city works. In an installation it is the machine's; in a demonstration
 * the replay's, so that 2020 passes in minutes. Nothing else in the server may ask what time it is
 * when a figure, a round or a light depends on the answer.
 */
export interface BusinessTime {
  now(): Date;
  /** Business seconds per real second; 0 while paused. */
  rate(): number;
}

export const realTime: BusinessTime = { now: () => new Date(), rate: () => 1 };

/**
 * What a header says about the moment: date, round and the year's 序时进度 by calendar day.
 * @throws RangeError before dispatch began
 */
export function clockAt(now: Date, rate: number, calendar: RoundCalendar): BusinessClock {
  const date = businessDate(now.getTime());
  const year = Number(date.slice(0, 4));
  const round = roundOf(date, calendar);
  if (!round) throw new RangeError(`no round on ${date}`);
  return {
    now: now.toISOString(),
    rate,
    date,
    year,
    yearProgress: ((dayOfYear(date) / daysInYear(year)) * 100).toFixed(1),
    round: {
      code: round.code,
      number: round.number,
      from: round.start,
      to: round.end,
      dueAt: roundTimes(round, calendar).dueAt,
    },
  };
}
