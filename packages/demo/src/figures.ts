import { addDays, BASES, isPlainDate, MEASURES, STATUS_LADDER } from "@diaodu/domain";
import type { Observation, PlainDate } from "@diaodu/domain";
import { readTable } from "./tables.ts";
import type { Row } from "./tables.ts";

/** A published figure with the remark on where its date or value comes from (empty: none needed). */
export interface PublishedFigure extends Observation {
  note: string;
}

/** One day of one city's air as the public index site gave it; null where the station sent nothing. */
export interface AirDay {
  date: PlainDate;
  region: string;
  /** μg/m³, CO in mg/m³, O₃ as the largest 8-hour mean; plain decimals. */
  concentrations: Readonly<Record<Pollutant, string | null>>;
  /** The index published with them: an oracle for tests, not submitted. */
  publishedAqi: string | null;
}

export const POLLUTANTS = ["pm25", "pm10", "so2", "no2", "co", "o3_8h"] as const;
export type Pollutant = (typeof POLLUTANTS)[number];

export const AIR_SOURCE = "德州市空气质量日报 · aqistudy（qishibo/aqistudy-spider 转存）";

/** `data/observations.csv` in release order. @throws RangeError naming the first malformed line. */
export function loadFigures(): PublishedFigure[] {
  return readTable("observations.csv").map((row, index) => {
    const line = index + 2;
    const text = (column: string): string => cell(row, column, line);
    return {
      indicator: text("indicator"),
      region: text("region"),
      period: text("period"),
      basis: oneOf(BASES, text("basis"), line),
      measure: oneOf(MEASURES, text("measure"), line),
      value: text("value"),
      status: oneOf(STATUS_LADDER, text("status"), line),
      asOf: date(text("as_of"), line),
      source: text("source"),
      simulated: text("simulated") === "true",
      reason: text("reason") || null,
      note: text("note"),
    };
  });
}

/** `data/air.csv`, day by day from 2018-01-01. @throws RangeError naming the first malformed line. */
export function loadAirDays(): AirDay[] {
  return readTable("air.csv").map((row, index) => {
    const line = index + 2;
    const value = (column: string): string | null => cell(row, column, line) || null;
    return {
      date: date(cell(row, "date", line), line),
      region: cell(row, "region", line),
      concentrations: {
        pm25: value("pm25"),
        pm10: value("pm10"),
        so2: value("so2"),
        no2: value("no2"),
        co: value("co"),
        o3_8h: value("o3_8h"),
      },
      publishedAqi: value("published_aqi"),
    };
  });
}

/** The observations of one day: unaudited, released the next morning; a missing pollutant gives none. */
export function airObservations(day: AirDay): Observation[] {
  return POLLUTANTS.flatMap((indicator) => {
    const value = day.concentrations[indicator];
    if (value === null) return [];
    return [
      {
        indicator,
        region: day.region,
        period: day.date,
        basis: "monitoring",
        measure: "level",
        value,
        status: "flash",
        asOf: addDays(day.date, 1),
        source: AIR_SOURCE,
        simulated: false,
        reason: null,
      } satisfies Observation,
    ];
  });
}

function cell(row: Row, column: string, line: number): string {
  const value = row[column];
  if (value === undefined) throw new RangeError(`line ${line}: no column ${column}`);
  return value;
}

function date(text: string, line: number): PlainDate {
  if (!isPlainDate(text)) throw new RangeError(`line ${line}: no such date: ${text}`);
  return text;
}

function oneOf<T extends string>(words: readonly T[], text: string, line: number): T {
  const found = words.find((word) => word === text);
  if (!found) throw new RangeError(`line ${line}: unknown word: ${text}`);
  return found;
}
