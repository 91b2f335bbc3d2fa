import { dutyKey } from "@diaodu/domain";
import type { Duty } from "@diaodu/domain";
import type { Catalogue, Change, ReportEntry, Storage, UnitProgress } from "@diaodu/storage";
import { askedByUnit, readBook, readEntries, reportingUnits } from "../features/reports/desk.ts";
import type { Today } from "../features/reports/desk.ts";
import type { GrowingBook } from "../features/reports/series.ts";
import { progressOf, unitProgress } from "./progress.ts";

/** Who is asked for what, and how far they have come. */
export interface Reporting {
  catalogue(): Promise<Catalogue>;
  progress(asOf: Today): Promise<readonly UnitProgress[]>;
}

/** Reads everything for every question. */
export function readAnew(storage: Storage): Reporting {
  return {
    catalogue: () => storage.catalogue(),
    progress: async (asOf) => unitProgress(storage, await storage.catalogue(), asOf),
  };
}

/** As {@link readAnew} as of the rows that it was shown, reading again only what one of them can alter. */
export interface FollowedReporting extends Reporting {
  see(rows: readonly Change[]): void;
  /** Reads everything anew when it is asked next. */
  forget(): void;
}

/** A book being read, and the book once it is. */
interface OpenBook {
  readonly reading: Promise<GrowingBook>;
  grown: GrowingBook | null;
}

export function followReporting(storage: Storage): FollowedReporting {
  let catalogue: Promise<Catalogue> | null = null;
  let duties: ReadonlySet<string> | null = null;
  /** What is published of the series that somebody is asked for. */
  let book: OpenBook | null = null;
  /** Figures on their way, by round. */
  const entries = new Map<string, Promise<ReportEntry[]>>();
  /** By round and day. */
  const progress = new Map<string, Promise<readonly UnitProgress[]>>();

  function currentBook(read: Catalogue, units: readonly string[], on: Today) {
    if (book !== null) return book.reading;
    const made: OpenBook = { reading: readBook(storage, read, units, on.today), grown: null };
    book = made;
    void settled(made.reading, {
      read: (grown) => {
        made.grown = grown;
      },
      failed: () => {
        if (book === made) book = null;
      },
    });
    return made.reading;
  }
  function currentEntries(units: readonly string[], round: string) {
    const known = entries.get(round);
    if (known !== undefined) return known;
    const reading = readEntries(storage, units, round);
    entries.set(round, reading);
    reading.catch(() => entries.delete(round));
    return reading;
  }
  async function count(asOf: Today): Promise<readonly UnitProgress[]> {
    const read = await currentCatalogue();
    const units = reportingUnits(read);
    if (units.length === 0) return [];
    const [sent, published] = await Promise.all([
      currentEntries(units, asOf.round.code),
      currentBook(read, units, asOf),
    ]);
    return progressOf(askedByUnit(read, units, asOf, { entries: sent, book: published }), asOf);
  }
  /** Keeps what a row publishes; forgets what it may have made old. */
  function learn(row: Change): void {
    if (row.kind === "report") entries.clear();
    if (row.kind !== "observations") return;
    const { reports, observations } = row.payload;
    if (reports !== undefined) entries.clear();
    // A bulk load, or a book that was being read while this was written.
    if (observations === null || duties === null || book?.grown === null) book = null;
    else for (const one of observations) if (duties.has(seriesOf(one))) book?.grown?.put(one);
  }

  function forgetCatalogue(): void {
    catalogue = null;
    duties = null;
    book = null;
    entries.clear();
  }

  function currentCatalogue(): Promise<Catalogue> {
    if (catalogue !== null) return catalogue;
    const reading = storage.catalogue();
    catalogue = reading;
    void settled(reading, {
      read: (read) => {
        // A row that was shown meanwhile has made it old.
        if (catalogue === reading) duties = new Set(read.duties.map(seriesOf));
      },
      failed: () => {
        if (catalogue === reading) catalogue = null;
      },
    });
    return reading;
  }
  return {
    catalogue: currentCatalogue,
    progress(asOf) {
      const key = `${asOf.round.code} ${asOf.today}`;
      const known = progress.get(key);
      if (known !== undefined) return known;
      const reading = count(asOf);
      progress.set(key, reading);
      reading.catch(() => progress.delete(key));
      return reading;
    },
    forget() {
      forgetCatalogue();
      progress.clear();
    },
    see(rows) {
      if (rows.some(isOfCatalogue)) forgetCatalogue();
      rows.forEach(learn);
      if (rows.some((row) => touchesProgress(row, duties))) progress.clear();
    },
  };
}

/** Whether a row of the log changes who is asked, for what, or what that is called. */
function isOfCatalogue(row: Change): boolean {
  switch (row.kind) {
    case "indicator":
    case "region":
    case "target":
    case "rule":
    case "unit":
    case "duty":
    case "board":
      return true;
    case "observations":
    case "report":
    case "round":
    case "access":
    case "dispatch":
      return false;
  }
}

/**
 * Whether a row can alter how far units have reported by a day: what they sent, what is published of
 * the series that they are asked for, who is asked for what, and when rounds are.
 *
 * @param duties series that somebody is asked for; null where they are not known
 */
function touchesProgress(row: Change, duties: ReadonlySet<string> | null): boolean {
  switch (row.kind) {
    case "report":
      return true;
    case "observations": {
      const { reports, observations } = row.payload;
      if (reports !== undefined || observations === null || duties === null) return true;
      return observations.some((one) => duties.has(seriesOf(one)));
    }
    case "dispatch":
      return row.payload.records.some(({ kind }) => kind === "settings");
    case "round":
    case "access":
      return false;
    case "indicator":
    case "region":
    case "target":
    case "rule":
    case "unit":
    case "duty":
    case "board":
      return true;
  }
}

function seriesOf({ indicator, region, basis }: Pick<Duty, "indicator" | "region" | "basis">) {
  return dutyKey({ unit: "", indicator, region, basis });
}

/** Tells how a reading ended, beside whoever waits for it. */
async function settled<T>(
  reading: Promise<T>,
  told: { readonly read: (value: T) => void; readonly failed: () => void },
): Promise<void> {
  try {
    told.read(await reading);
  } catch {
    told.failed();
  }
}
