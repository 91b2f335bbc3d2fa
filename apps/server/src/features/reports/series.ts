import { addDays, observationKey, periodEnd, periodKind } from "@diaodu/domain";
import type { Basis, Measure, PeriodKind, PlainDate, StoredObservation } from "@diaodu/domain";
import type { Storage } from "@diaodu/storage";

/** Figures of one measure over periods of one kind. */
export interface Series {
  readonly indicator: string;
  readonly region: string;
  readonly basis: Basis;
  readonly measure: Measure;
  readonly kind: PeriodKind;
}

/** What is published of some series. */
export interface SeriesBook {
  /** Oldest first; empty where nothing is known. */
  points(series: Series): readonly StoredObservation[];
  /** The figure of this key; null where none is published. */
  current(key: Parameters<typeof observationKey>[0]): StoredObservation | null;
}

/** Thirteen quarters reach this far back. */
const SLOW_YEARS = 3;
/** Thirteen days lie within these. */
const FAST_DAYS = 45;
const SLOW_KINDS = ["month", "quarter", "year", "ytd"] as const satisfies readonly PeriodKind[];

/**
 * Reads what is published of `wanted`, as far back as a jump looks from each one's day: years of
 * days are left where they are.
 */
export async function readSeries(
  storage: Pick<Storage, "observations">,
  wanted: readonly (Series & { readonly on: PlainDate })[],
): Promise<SeriesBook> {
  const lists = new Map<string, StoredObservation[]>();
  const current = new Map<string, StoredObservation>();
  for (const kinds of [["day"], ["round"], SLOW_KINDS] as const) {
    const some = wanted.filter(({ kind }) => kinds.some((one) => one === kind));
    if (some.length === 0) continue;
    const since = some.map(({ on }) => addDays(on, -FAST_DAYS)).toSorted()[0];
    const found = await storage.observations({
      years: [...new Set(some.flatMap(({ kind, on }) => yearsBack(kind, on)))],
      regions: distinct(some.map(({ region }) => region)),
      indicators: distinct(some.map(({ indicator }) => indicator)),
      periodKinds: distinct(some.map(({ kind }) => kind)),
      from: kinds[0] === "day" ? since : undefined,
    });
    for (const one of found) {
      const key = seriesKey({ ...one, kind: periodKind(one.period) });
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [one]);
      else list.push(one);
      current.set(observationKey(one), one);
    }
  }
  for (const list of lists.values()) list.sort((a, b) => inOrder(a.period, b.period));
  return {
    points: (series) => lists.get(seriesKey(series)) ?? [],
    current: (key) => current.get(observationKey(key)) ?? null,
  };
}

/** Order in time of two periods of one kind: their codes are made so that text sorts them. [P1] */
export function inOrder(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What to read around one figure that somebody reports. */
export function seriesAround(
  key: Parameters<typeof observationKey>[0],
): Series & { readonly on: PlainDate } {
  const { indicator, region, basis, measure, period } = key;
  const kind = periodKind(period);
  // A round's year is enough: its days would take a calendar.
  const on = kind === "round" ? `${period.slice(0, 4)}-12-31` : periodEnd(period);
  return { indicator, region, basis, measure, kind, on };
}

function yearsBack(kind: PeriodKind, on: PlainDate): number[] {
  const year = Number(on.slice(0, 4));
  // However long a round is.
  if (kind === "round") return [year, year - 1];
  if (kind === "day") return distinct([year, Number(addDays(on, -FAST_DAYS).slice(0, 4))]);
  return Array.from({ length: SLOW_YEARS + 1 }, (_, back) => year - back);
}

function seriesKey(s: Series): string {
  return `${s.indicator}|${s.region}|${s.basis}|${s.measure}|${s.kind}`;
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
