import { businessDate, roundOf } from "@diaodu/domain";
import type { Instant, PlainDate, Round, RoundCalendar } from "@diaodu/domain";
import type { Attachment, Catalogue, ReportEntry, Storage } from "@diaodu/storage";
import type { Auditor } from "../../access/audit.ts";
import type { BusinessTime } from "../../board/business-time.ts";
import type { Calendars } from "../../dispatch/calendar.ts";
import { askedOf, seriesOf } from "./fields.ts";
import type { Asked } from "./fields.ts";
import { namesOf } from "./names.ts";
import type { Around } from "./presenter.ts";
import { readSeries, seriesAround } from "./series.ts";
import type { GrowingBook, SeriesBook } from "./series.ts";

/** What the routes of reporting work with. */
export interface Desk {
  readonly storage: Storage;
  readonly time: BusinessTime;
  readonly calendars: Calendars;
  readonly audit: Auditor;
  /** Brings the board to the log's head and tells every page. Never rejects. */
  readonly publish: () => Promise<void>;
  /** Whether everything that is typed here is invented: a demonstration. */
  readonly simulated: boolean;
}

/** The day and the round that the business clock stands in, and the calendar that says so. */
export interface Today {
  readonly now: Instant;
  readonly today: PlainDate;
  readonly round: Round;
  readonly calendar: RoundCalendar;
}

export function todayOf({ time, calendars }: Pick<Desk, "time" | "calendars">): Today {
  return todayAt(time.now().toISOString(), calendars.current());
}

/** @throws RangeError before dispatch began */
export function todayAt(now: Instant, calendar: RoundCalendar): Today {
  const today = businessDate(now);
  const round = roundOf(today, calendar);
  if (round === null) throw new RangeError(`no round on ${today}`);
  return { now, today, round, calendar };
}

/** More entries than all units have open at a time. */
const MOST_ENTRIES = 10_000;
/** A figure that was withdrawn is asked for again, over the version that stands. */
const UNDECIDED = ["submitted", "returned", "withdrawn"] as const;

/** Units that are asked for anything, in the catalogue's order. */
export function reportingUnits(catalogue: Catalogue): string[] {
  const asked = new Set(catalogue.duties.map(({ unit }) => unit));
  return catalogue.units.map(({ code }) => code).filter((code) => asked.has(code));
}

/** Figures on their way that a round asks about: everything undecided, and everything of the round. */
export async function readEntries(
  storage: Pick<Storage, "reports">,
  units: readonly string[],
  round: string,
): Promise<ReportEntry[]> {
  const [open, recent] = await Promise.all([
    storage.reports({ units, states: UNDECIDED, limit: MOST_ENTRIES }),
    storage.reports({ units, round, limit: MOST_ENTRIES }),
  ]);
  return [...new Map([...open, ...recent].map((entry) => [entry.id, entry])).values()];
}

/** What is published of everything that these units are asked for. */
export function readBook(
  storage: Pick<Storage, "observations">,
  catalogue: Catalogue,
  units: readonly string[],
  today: PlainDate,
): Promise<GrowingBook> {
  const names = namesOf(catalogue);
  const series = catalogue.duties.flatMap((duty) => {
    const indicator = names.indicators.get(duty.indicator);
    const asked = units.includes(duty.unit) && indicator !== undefined;
    return asked ? seriesOf(duty, indicator) : [];
  });
  return readSeries(
    storage,
    series.map((one) => ({ ...one, on: today })),
  );
}

/** What these units are asked for today, each with what is known of it. */
export async function readAsked(
  { storage }: Pick<Desk, "storage">,
  catalogue: Catalogue,
  units: readonly string[],
  on: Today,
): Promise<{ readonly book: SeriesBook; readonly byUnit: ReadonlyMap<string, Asked[]> }> {
  const [entries, book] = await Promise.all([
    readEntries(storage, units, on.round.code),
    readBook(storage, catalogue, units, on.today),
  ]);
  return { book, byUnit: askedByUnit(catalogue, units, on, { entries, book }) };
}

/** The same from what is at hand. */
export function askedByUnit(
  catalogue: Catalogue,
  units: readonly string[],
  { today, round, calendar }: Today,
  { entries, book }: { readonly entries: readonly ReportEntry[]; readonly book: SeriesBook },
): Map<string, Asked[]> {
  const names = namesOf(catalogue);
  const duties = catalogue.duties.filter(({ unit }) => units.includes(unit));
  return new Map(
    units.map((unit) => {
      const own = entries.filter((entry) => entry.unit === unit);
      const on = { round: round.code, today, calendar };
      return [unit, askedOf(unit, { duties, entries: own, ...on, names, book })];
    }),
  );
}

/** What entries are printed with: their history, and the names of their files. */
export async function readAround(
  storage: Storage,
  catalogue: Catalogue,
  entries: readonly ReportEntry[],
  persons: boolean,
): Promise<Around> {
  const [book, attachments] = await Promise.all([
    readSeries(storage, entries.map(seriesAround)),
    readAttachments(storage, entries),
  ]);
  return { names: namesOf(catalogue), book, attachments, persons };
}

/** The files of these entries, by id. */
export async function readAttachments(
  storage: Pick<Storage, "attachment">,
  entries: readonly ReportEntry[],
): Promise<Map<string, Attachment>> {
  const ids = new Set(entries.flatMap(({ attachment }) => attachment ?? []));
  const found = await Promise.all([...ids].map((id) => storage.attachment(id)));
  return new Map(found.flatMap((one) => (one === null ? [] : [[one.id, one] as const])));
}
