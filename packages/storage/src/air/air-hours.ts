import type { HourlyPollutant } from "@diaodu/domain";
import { CompiledQuery } from "kysely";
import type { Reader } from "../engine/engine.ts";
import type { Ground } from "../ground.ts";

/** What one station measured in one hour. */
export interface StationHour {
  /** Code of a region of the level `station`. */
  readonly station: string;
  /** Day in China's civil time. */
  readonly date: string;
  /** 1 to 24: the hour that ends at hour:00. */
  readonly hour: number;
  /** Plain decimals, μg/m³, CO mg/m³; null where nothing was measured. */
  readonly values: Readonly<Record<HourlyPollutant, string | null>>;
}

/**
 * Hours of monitoring stations, from which daily figures are made. They are no figures of the board:
 * keeping them appends nothing to the change log.
 */
export interface AirHourStore {
  /**
   * Keeps each hour, in one transaction; the latest value of a station's hour counts.
   *
   * @returns how many were new or came out different
   */
  saveAirHours(
    hours: readonly StationHour[],
    from: { readonly receivedAt: string; readonly receivedFrom: string },
  ): Promise<number>;
  /** Everything these stations measured on these days, by day, station, hour. */
  airHours(of: {
    readonly stations: readonly string[];
    readonly dates: readonly string[];
  }): Promise<StationHour[]>;
}

const POLLUTANT_COLUMNS = ["pm25", "pm10", "so2", "no2", "co", "o3"] as const;

export function airHoursOf({ engine }: Pick<Ground, "engine">): AirHourStore {
  return {
    saveAirHours: async (hours, from) => {
      if (hours.length === 0) return 0;
      // Of an hour given twice the last counts; one statement cannot touch a row twice.
      const wanted = new Map(hours.map((one) => [`${one.station} ${one.date} ${one.hour}`, one]));
      const cells = [...wanted.values()].map(({ station, date, hour, values }) => [
        station,
        date,
        hour,
        ...POLLUTANT_COLUMNS.map((name) => values[name]),
        from.receivedAt,
        from.receivedFrom,
      ]);
      const statement = upsertOf(engine.jsonRows);
      const { rows } = await engine.write((tx) =>
        tx.executeQuery(CompiledQuery.raw(statement, [JSON.stringify(cells)])),
      );
      return rows.length;
    },
    airHours: ({ stations, dates }) => readAirHours(engine.reads, stations, dates),
  };
}

function upsertOf(jsonRows: string): string {
  const columns = [...POLLUTANT_COLUMNS, "received_at", "received_from"];
  const cells = columns.map((_, index) => `e.value ->> ${index + 3}`);
  const differs = POLLUTANT_COLUMNS.map((name) => `h.${name} is distinct from excluded.${name}`);
  // `where true`: without it SQLite takes `on` for the condition of a join.
  return `insert into air_hour as h (station, date, hour, revision, ${columns.join(", ")})
    select e.value ->> 0, e.value ->> 1, cast(e.value ->> 2 as bigint), 1, ${cells.join(", ")}
    from ${jsonRows} where true
    on conflict (station, date, hour) do update set
      revision = h.revision + 1, ${columns.map((name) => `${name} = excluded.${name}`).join(", ")}
    where ${differs.join(" or ")}
    returning hour`;
}

async function readAirHours(
  db: Reader,
  stations: readonly string[],
  dates: readonly string[],
): Promise<StationHour[]> {
  if (stations.length === 0 || dates.length === 0) return [];
  const rows = await db
    .selectFrom("air_hour")
    .select(["station", "date", "hour", ...POLLUTANT_COLUMNS])
    .where("station", "in", stations)
    .where("date", "in", dates)
    .orderBy("date")
    .orderBy("station")
    .orderBy("hour")
    .execute();
  return rows.map(({ station, date, hour, ...values }) => ({ station, date, hour, values }));
}
