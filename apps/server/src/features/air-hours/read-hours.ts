import { stationHour } from "@diaodu/contracts";
import type { AirHoursAnswer, Fault, StationHourInput } from "@diaodu/contracts";
import { addDays, byHourlyPollutant, exact, HOURLY_POLLUTANTS, isPlainDate } from "@diaodu/domain";
import type { Region } from "@diaodu/domain";
import type { StationHour } from "@diaodu/storage";
import { chinese } from "../../http/chinese.ts";
import { faultsOf } from "../../http/query.ts";

/** No hour of open air is above it: what is, is in another unit. μg/m³, CO mg/m³. */
const MOST = { pm25: 5000, pm10: 20_000, so2: 5000, no2: 3000, co: 150, o3: 2000 } as const;

/** China's civil time is UTC+8 all year. [D3] */
const OFFSET = "+08:00";

export interface ReadHours {
  readonly hours: StationHour[];
  readonly refused: AirHoursAnswer["refused"];
}

/**
 * The rows that can be kept, and every fault of the others.
 *
 * @param mayTell why this sender may not tell of a station, or null
 */
export function readHours(
  rows: readonly unknown[],
  o: {
    readonly stations: ReadonlyMap<string, Region>;
    readonly now: Date;
    readonly mayTell: (station: string) => Fault[];
  },
): ReadHours {
  const hours: StationHour[] = [];
  const refused: ReadHours["refused"] = [];
  for (const [row, raw] of rows.entries()) {
    const parsed = stationHour.safeParse(raw, chinese);
    const faults = parsed.success ? meaningFaults(parsed.data, o) : faultsOf(parsed.error);
    if (parsed.success && faults.length === 0) hours.push(hourOf(parsed.data));
    else refused.push({ row, faults });
  }
  return { hours, refused };
}

function meaningFaults(row: StationHourInput, o: Parameters<typeof readHours>[1]): Fault[] {
  const faults = o.mayTell(row.station);
  if (!o.stations.has(row.station)) {
    const message = `没有监测点 ${row.station}`;
    faults.push({ path: "station", code: "unknown_station", message });
  }
  const date = row.time.slice(0, 10);
  if (!isPlainDate(date)) {
    faults.push({ path: "time", code: "rule", message: `没有 ${date} 这一天` });
  } else if (Date.parse(`${row.time}:00${OFFSET}`) > o.now.getTime()) {
    faults.push({ path: "time", code: "rule", message: "这个小时还没有结束" });
  }
  for (const name of HOURLY_POLLUTANTS) {
    const value = row[name];
    if (value === null) continue;
    if (value.startsWith("-")) {
      faults.push({ path: name, code: "rule", message: "浓度不能为负数" });
    } else if (exact(value).gt(MOST[name])) {
      const unit = name === "co" ? "CO 以 mg/m³ 计" : "以 μg/m³ 计";
      faults.push({ path: name, code: "rule", message: `数值超出范围，${unit}` });
    }
  }
  return faults;
}

/** `2026-04-02T00:00` ends hour 24 of 1 April. */
function hourOf(row: StationHourInput): StationHour {
  const date = row.time.slice(0, 10);
  const clock = Number(row.time.slice(11, 13));
  return {
    station: row.station,
    date: clock === 0 ? addDays(date, -1) : date,
    hour: clock === 0 ? 24 : clock,
    values: byHourlyPollutant((name) => missingAsNull(row[name])),
  };
}

/** Feeds write zero for what was not measured. [A13] */
function missingAsNull(value: string | null): string | null {
  return value === null || exact(value).isZero() ? null : value;
}
