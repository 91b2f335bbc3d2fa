import type { AirHoursAnswer, Fault } from "@diaodu/contracts";
import { addDays, businessDate, POLLUTANTS } from "@diaodu/domain";
import type {
  Indicator,
  Observation,
  PlainDate,
  Pollutant,
  Region,
  StoredObservation,
} from "@diaodu/domain";
import type { AuditEntry, Catalogue, StationHour, Storage } from "@diaodu/storage";
import { cityDay, dayFigures, stationDay } from "./day-figures.ts";
import type { PlaceDay } from "./day-figures.ts";
import { readHours } from "./read-hours.ts";

/** Figures of one change: as many as pages apply in one breath. */
const FIGURES_AT_ONCE = 900;

export interface AirIntake {
  readonly storage: Storage;
  readonly now: Date;
  /** Who is named as the reporter of what is computed. */
  readonly reportedBy: string;
  /** Why this sender may not tell of a station; empty when it may. */
  readonly mayTell: (station: string) => Fault[];
  /** Whether this sender's hours may become figures of this pollutant. */
  readonly mayPublish: (pollutant: Pollutant) => boolean;
  /** Entry for a change of `count` figures, appended in its transaction. */
  readonly auditOf: (count: number) => AuditEntry | undefined;
}

/**
 * Keeps hours and publishes what they make: the day of every station and city that the hours are of,
 * and the day before, once the day is over and has enough of them. Hours that come late correct a
 * published day. Sent again, the same hours change nothing; cut off between its two steps, the next
 * delivery makes up for it, because days are always made of all hours that are kept.
 */
export async function takeAirHours(
  rows: readonly unknown[],
  intake: AirIntake,
): Promise<AirHoursAnswer> {
  const { storage, now } = intake;
  const catalogue = await storage.catalogue();
  const stations = new Map(
    catalogue.regions.filter(({ level }) => level === "station").map((one) => [one.code, one]),
  );
  const { hours, refused } = readHours(rows, { stations, now, mayTell: intake.mayTell });
  const stored = await storage.saveAirHours(hours, {
    receivedAt: now.toISOString(),
    receivedFrom: intake.reportedBy,
  });
  const { days, seq } = await publishDays(hours, catalogue, stations, intake);
  return { stored, unchanged: hours.length - stored, refused, days, seq };
}

async function publishDays(
  hours: readonly StationHour[],
  catalogue: Catalogue,
  stations: ReadonlyMap<string, Region>,
  intake: AirIntake,
): Promise<Pick<AirHoursAnswer, "days" | "seq">> {
  const today = businessDate(intake.now.getTime());
  const dates = [...new Set(hours.flatMap(({ date }) => [addDays(date, -1), date]))]
    .filter((date) => date < today)
    .toSorted();
  const touched = new Set(hours.map(({ station }) => station));
  const days: AirHoursAnswer["days"] = [];
  let seq: number | null = null;
  let items: Observation[] = [];
  const submit = async (): Promise<void> => {
    if (items.length > 0) seq = (await store(items, intake)) ?? seq;
    items = [];
  };
  for (const date of dates) {
    for (const place of await placesOn(date, touched, catalogue, stations, intake.storage)) {
      const current = await currentOf(place, catalogue.indicators, intake);
      const made = dayFigures(place, (pollutant) => current.get(pollutant), today);
      items.push(...made.items);
      days.push(made.answer);
    }
    if (items.length >= FIGURES_AT_ONCE) await submit();
  }
  await submit();
  return { days, seq };
}

/** The days of the stations that were told of, and of their cities; none of a day without an hour. */
async function placesOn(
  date: PlainDate,
  touched: ReadonlySet<string>,
  catalogue: Catalogue,
  stations: ReadonlyMap<string, Region>,
  storage: Storage,
): Promise<PlaceDay[]> {
  const parents = new Set([...touched].flatMap((code) => stations.get(code)?.parent ?? []));
  const siblings = [...stations.values()].filter(({ parent }) => parents.has(parent ?? ""));
  const hours = await storage.airHours({
    stations: siblings.map(({ code }) => code),
    dates: [date],
  });
  if (hours.length === 0) return [];
  const told = siblings.filter(
    ({ code }) => touched.has(code) && hours.some(({ station }) => station === code),
  );
  const cities = catalogue.regions.filter(({ code }) => parents.has(code));
  return [
    ...told.map((station) => stationDay(station, date, hours)),
    ...cities.map((city) =>
      cityDay(
        city,
        siblings.filter(({ parent }) => parent === city.code),
        date,
        hours,
      ),
    ),
  ];
}

/** What stands for each pollutant that is followed by the day and may be sent; null where nothing does. */
async function currentOf(
  { region, date }: PlaceDay,
  indicators: readonly Indicator[],
  { storage, mayPublish }: Pick<AirIntake, "storage" | "mayPublish">,
): Promise<Map<Pollutant, StoredObservation | null>> {
  const current = new Map<Pollutant, StoredObservation | null>();
  for (const pollutant of POLLUTANTS) {
    const indicator = indicators.find(({ code }) => code === pollutant);
    if (indicator?.periodKinds.includes("day") !== true) continue;
    if (!indicator.measures.includes("level") || !mayPublish(pollutant)) continue;
    const [latest] = await storage.revisions({
      indicator: pollutant,
      region,
      period: date,
      basis: "monitoring",
      measure: "level",
    });
    current.set(pollutant, latest ?? null);
  }
  return current;
}

/** Stores the figures as one change; what another server stored meanwhile is left out. */
async function store(items: readonly Observation[], intake: AirIntake): Promise<number | null> {
  const submission = {
    reportedBy: intake.reportedBy,
    committedAt: intake.now.toISOString(),
    audit: intake.auditOf(items.length),
  };
  const result = await intake.storage.submitObservations({ items, ...submission });
  if (result.kind === "committed") return result.seq;
  if (result.kind !== "rejected") return null;
  const taken = new Set(result.faults.map(({ path }) => Number(path.split(".")[1])));
  const rest = items.filter((_, index) => !taken.has(index));
  if (rest.length === 0) return null;
  const again = await intake.storage.submitObservations({ items: rest, ...submission });
  return again.kind === "committed" ? again.seq : null;
}
