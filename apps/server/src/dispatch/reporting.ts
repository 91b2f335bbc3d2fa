import { dutyKey } from "@diaodu/domain";
import type { Duty } from "@diaodu/domain";
import type { Catalogue, Change, Storage, UnitProgress } from "@diaodu/storage";
import type { Today } from "../features/reports/desk.ts";
import { unitProgress } from "./progress.ts";

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
}

export function followReporting(storage: Storage): FollowedReporting {
  let catalogue: Promise<Catalogue> | null = null;
  let duties: ReadonlySet<string> | null = null;
  /** By round and day. */
  const progress = new Map<string, Promise<readonly UnitProgress[]>>();

  function currentCatalogue(): Promise<Catalogue> {
    if (catalogue !== null) return catalogue;
    const reading = storage.catalogue();
    catalogue = reading;
    reading.then(
      (read) => {
        // A row that was shown meanwhile has made it old.
        if (catalogue === reading) duties = new Set(read.duties.map(seriesOf));
      },
      () => {
        if (catalogue === reading) catalogue = null;
      },
    );
    return reading;
  }
  return {
    catalogue: currentCatalogue,
    progress(asOf) {
      const key = `${asOf.round.code} ${asOf.today}`;
      const known = progress.get(key);
      if (known !== undefined) return known;
      const reading = currentCatalogue().then((read) => unitProgress(storage, read, asOf));
      progress.set(key, reading);
      reading.catch(() => progress.delete(key));
      return reading;
    },
    see(rows) {
      if (rows.some(isOfCatalogue)) {
        catalogue = null;
        duties = null;
      }
      if (rows.some((row) => touchesProgress(row, duties))) progress.clear();
    },
  };
}

/** Whether a row of the log changes who is asked, for what, or what that is called. */
export function isOfCatalogue(row: Change): boolean {
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
