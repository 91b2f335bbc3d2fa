import { addDays, periodEnd, periodKind } from "@diaodu/domain";
import type {
  observationKey,
  Basis,
  Measure,
  PeriodKind,
  PlainDate,
  StoredObservation,
} from "@diaodu/domain";
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

/** A book that grows: figures that are published later are put beside, or over, those it holds. */
export interface GrowingBook extends SeriesBook {
  put(figure: StoredObservation): void;
}

/**
 * Reads what is published of `wanted`, as far back as a jump looks from each one's day: years of
 * days are left where they are.
 */
export async function readSeries(
  storage: Pick<Storage, "observations">,
  wanted: readonly (Series & { readonly on: PlainDate })[],
): Promise<GrowingBook> {
  const lists = new Map<string, Map<string, StoredObservation>>();
  const put = (figure: StoredObservation): void => {
    const key = seriesKey({ ...figure, kind: periodKind(figure.period) });
    const list = lists.get(key);
    if (list === undefined) lists.set(key, new Map([[figure.period, figure]]));
    else list.set(figure.period, figure);
  };
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
    for (const one of found) put(one);
  }
  return {
    put,
    points(series) {
      const list = lists.get(seriesKey(series));
      return [...(list?.values() ?? [])].toSorted((a, b) => inOrder(a.period, b.period));
    },
    current(key) {
      const kind = periodKind(key.period);
      return lists.get(seriesKey({ ...key, kind }))?.get(key.period) ?? null;
    },
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
