import type { AirHoursAnswer } from "@diaodu/contracts";
import {
  addDays,
  byHourlyPollutant,
  cityHours,
  dailyAirOf,
  dayFromHours,
  exact,
  HOURS_IN_DAY,
  POLLUTANT_NAMES,
  POLLUTANTS,
  STATUS_LADDER,
} from "@diaodu/domain";
import type {
  AirHours,
  DayValues,
  HourlyPollutant,
  Observation,
  PlainDate,
  Pollutant,
  Region,
  StoredObservation,
} from "@diaodu/domain";
import type { StationHour } from "@diaodu/storage";

/** One place on one day, with what its hours make. */
export interface PlaceDay {
  readonly region: string;
  readonly date: PlainDate;
  readonly values: DayValues;
  readonly source: string;
}

/** A station's day from its hours. [A13] [A14] */
export function stationDay(
  station: Region,
  date: PlainDate,
  hours: readonly StationHour[],
): PlaceDay {
  return {
    region: station.code,
    date,
    values: dayFromHours(hoursOf(station.code, date, hours), date),
    source: `${station.name}监测点小时值计算（GB 3095，未经审核）`,
  };
}

/** A city's day from the hours of its stations, control points left out. [A15] [A16] */
export function cityDay(
  city: Region,
  stations: readonly Region[],
  date: PlainDate,
  hours: readonly StationHour[],
): PlaceDay {
  const evaluated = stations.filter(({ control }) => control !== true);
  const made = cityHours(evaluated.map(({ code }) => hoursOf(code, date, hours)));
  return {
    region: city.code,
    date,
    values: dayFromHours(made, date),
    source: `${city.name} ${evaluated.length} 个监测点小时值计算（HJ 663，未经审核）`,
  };
}

function hoursOf(station: string, date: PlainDate, hours: readonly StationHour[]): AirHours {
  const day: Record<HourlyPollutant, (string | null)[]> = byHourlyPollutant(() =>
    Array<string | null>(HOURS_IN_DAY).fill(null),
  );
  for (const one of hours) {
    if (one.station !== station || one.date !== date) continue;
    byHourlyPollutant((name) => (day[name][one.hour - 1] = one.values[name]));
  }
  return day;
}

type DayAnswer = AirHoursAnswer["days"][number];

/**
 * What a place's day would change on the board: the figures to submit and what to tell of them. A
 * value that stands is left alone, one that an audited figure replaced is kept, and one that comes
 * out different is corrected with a reason of ours.
 *
 * @param current the figure that stands for a pollutant; null for none, undefined for a pollutant
 *   that this installation does not follow by the day
 */
export function dayFigures(
  day: PlaceDay,
  current: (pollutant: Pollutant) => StoredObservation | null | undefined,
  today: PlainDate,
): { readonly items: Observation[]; readonly answer: DayAnswer } {
  const items: Observation[] = [];
  const { region, date } = day;
  const answer: DayAnswer = {
    region,
    date,
    published: [],
    corrected: [],
    incomplete: [],
    kept: [],
  };
  const air = dailyAirOf(day.values);
  for (const pollutant of POLLUTANTS) {
    const value = air[pollutant];
    const before = current(pollutant);
    if (before === undefined) continue;
    if (value === null) {
      answer.incomplete.push(pollutant);
    } else if (before !== null && exact(before.value).eq(exact(value))) {
      continue;
    } else if (before !== null && above(before)) {
      answer.kept.push(pollutant);
    } else {
      (before === null ? answer.published : answer.corrected).push(pollutant);
      items.push(figureOf(day, pollutant, value, before, today));
    }
  }
  return { items, answer };
}

/** Hourly values are 快报: what somebody verified is not theirs to change. */
function above({ status }: StoredObservation): boolean {
  return STATUS_LADDER.indexOf(status) > STATUS_LADDER.indexOf("flash");
}

function figureOf(
  day: PlaceDay,
  pollutant: Pollutant,
  value: string,
  before: StoredObservation | null,
  today: PlainDate,
): Observation {
  const nextDay = addDays(day.date, 1);
  const { count } = day.values[pollutant];
  const what = pollutant === "o3_8h" ? "8 小时平均" : "小时值";
  const reason =
    before === null
      ? null
      : `补收或更正小时值后重新计算：${POLLUTANT_NAMES[pollutant]} 原 ${before.value}，现有 ${count} 个有效${what}`;
  return {
    indicator: pollutant,
    region: day.region,
    period: day.date,
    basis: "monitoring",
    measure: "level",
    value,
    status: "flash",
    asOf: before === null && nextDay <= today ? nextDay : today,
    source: day.source,
    simulated: false,
    reason,
  };
}
