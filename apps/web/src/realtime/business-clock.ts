import type { BusinessClock } from "@diaodu/contracts";
import { useEffect, useState } from "react";
import { cityDate, cityTime, yearProgressOn } from "../ui/city-date.ts";
import { useBoardPart, useLink } from "./board-hooks.ts";
import { useLinkStore } from "./BoardProvider.tsx";

/** What a view prints of the business clock. */
export interface ClockReading {
  /** The city's date: `2020-07-17`. */
  date: string;
  /** `12:32`; null unless business time runs at the pace of real time. */
  time: string | null;
  year: number;
  /** Year's 序时进度, per cent: `49.7`. */
  yearProgress: string;
  round: BusinessClock["round"];
}

/** `clock` read `elapsedMs` of real time after it was received. */
export function readClock(clock: BusinessClock, elapsedMs: number): ClockReading {
  const now = Date.parse(clock.now) + elapsedMs * clock.rate;
  const date = cityDate(now);
  return {
    date,
    time: clock.rate === 1 ? cityTime(now) : null,
    year: Number(date.slice(0, 4)),
    yearProgress: date === clock.date ? clock.yearProgress : yearProgressOn(date),
    round: clock.round,
  };
}

const boardClock = (board: { clock: BusinessClock }) => board.clock;

/**
 * The business clock, carried forward from the server's last word about it, so that a page with a
 * wrong clock still shows the right time. A replay stands still while its server does not answer;
 * real time goes on from the last confirmation, even when that was in an earlier visit.
 */
export function useBusinessClock(): ClockReading {
  const clock = useBoardPart(boardClock);
  const link = useLinkStore();
  const { stale } = useLink();
  const [reading, setReading] = useState<ClockReading>(() => readClock(clock, 0));
  useEffect(() => {
    const { confirmedAt } = link.get();
    const since =
      clock.rate === 1 && confirmedAt !== null ? Math.max(0, Date.now() - confirmedAt) : 0;
    const started = performance.now();
    const read = () => {
      const next = readClock(clock, since + performance.now() - started);
      setReading((last) => (sameReading(last, next) ? last : next));
    };
    if (stale && clock.rate !== 1) return undefined;
    read();
    if (clock.rate === 0) return undefined;
    const timer = setInterval(read, 1000);
    return () => clearInterval(timer);
  }, [clock, stale, link]);
  return reading;
}

function sameReading(a: ClockReading, b: ClockReading): boolean {
  return (
    a.date === b.date &&
    a.time === b.time &&
    a.yearProgress === b.yearProgress &&
    a.round.code === b.round.code &&
    a.round.dueAt === b.round.dueAt
  );
}
