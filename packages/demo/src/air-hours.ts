import {
  byHourlyPollutant,
  exact,
  HOURLY_POLLUTANTS,
  HOURS_IN_DAY,
  settle,
  stationsNeeded,
} from "@diaodu/domain";
import type { AirHours, DecimalString, Exact, HourlyPollutant, PlainDate } from "@diaodu/domain";
import { readTable } from "./tables.ts";
import type { Row } from "./tables.ts";

/** A station of the national network in 北京. */
export interface BeijingStation {
  code: string;
  name: string;
  /** 对照点: no part of the city's value. */
  control: boolean;
}

/** The twelve stations of 北京 in the national network, by code. */
export const BEIJING_STATIONS: readonly BeijingStation[] = [
  { code: "1001A", name: "万寿西宫", control: false },
  { code: "1002A", name: "定陵", control: true },
  { code: "1003A", name: "东四", control: false },
  { code: "1004A", name: "天坛", control: false },
  { code: "1005A", name: "农展馆", control: false },
  { code: "1006A", name: "官园", control: false },
  { code: "1007A", name: "海淀区万柳", control: false },
  { code: "1008A", name: "顺义新城", control: false },
  { code: "1009A", name: "怀柔镇", control: false },
  { code: "1010A", name: "昌平镇", control: false },
  { code: "1011A", name: "奥体中心", control: false },
  { code: "1012A", name: "古城", control: false },
];

/** One hour of one station; μg/m³, CO mg/m³; null where nothing was measured. */
export interface StationHour {
  date: PlainDate;
  /** 1 to 24, the hour that ends at hour:00. */
  hour: number;
  station: string;
  values: Readonly<Record<HourlyPollutant, DecimalString | null>>;
}

/** `data/beijing-station-hours.csv`: April to June of 2016, by time, then station. */
export function loadStationHours(): StationHour[] {
  return readTable("beijing-station-hours.csv").map((row) => ({
    date: row["date"] ?? "",
    hour: Number(row["hour"]),
    station: row["station"] ?? "",
    values: byHourlyPollutant((pollutant) => row[pollutant] || null),
  }));
}

/**
 * `data/beijing-city-hours.csv`: every day of 2016 with the city's hours, the mean of the eleven
 * stations other than the control point where three quarters of them measured.
 */
export function loadCityDays(): Map<PlainDate, AirHours> {
  const stations = BEIJING_STATIONS.filter(({ control }) => !control).length;
  const days = new Map<PlainDate, Record<HourlyPollutant, (Exact | null)[]>>();
  for (const row of readTable("beijing-city-hours.csv")) {
    const date = row["date"] ?? "";
    const day =
      days.get(date) ?? byHourlyPollutant(() => Array<Exact | null>(HOURS_IN_DAY).fill(null));
    days.set(date, day);
    for (const pollutant of HOURLY_POLLUTANTS) {
      day[pollutant][Number(row["hour"]) - 1] = cityHour(row, pollutant, stationsNeeded(stations));
    }
  }
  return days;
}

function cityHour(row: Row, pollutant: HourlyPollutant, needed: number): Exact | null {
  const measured = Number(row[`${pollutant}_stations`]);
  if (measured < needed) return null;
  return settle(exact(row[`${pollutant}_sum`] ?? "").div(measured));
}
