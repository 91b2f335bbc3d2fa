import type { AirDays } from "@diaodu/contracts";
import type {
  AqiStandard,
  DailyAir,
  DailyAqi,
  Indicator,
  PlainDate,
  Pollutant,
  StoredObservation,
} from "@diaodu/domain";
import {
  aqiStandardOn,
  cumulativeTo,
  dailyAqi,
  dateParts,
  dayOfYear,
  endOfMonth,
  POLLUTANTS,
  previousYearPeriod,
  rollUp,
} from "@diaodu/domain";
import type { FactIndex, PeriodFacts } from "./fact-index.ts";

export { POLLUTANTS };

/** One day of a region's air: the monitored facts and what they make. */
interface AirDay {
  date: PlainDate;
  facts: ReadonlyMap<Pollutant, StoredObservation>;
}

/**
 * What was already worked out from a region's year, until one of its days changes: a year of days
 * is a few thousand exact operations, and every round looks at every tile again.
 */
export class AirMemo {
  readonly #known = new Map<string, Map<string, unknown>>();

  /** The remembered result for `key`, else what `make` gives. One key must always mean one type. */
  of<Made>(region: string, year: number, key: string, make: () => Made): Made {
    const place = `${region} ${year}`;
    const own = this.#known.get(place) ?? new Map<string, unknown>();
    this.#known.set(place, own);
    if (!own.has(key)) own.set(key, make());
    return own.get(key) as Made;
  }

  /** A changed day leaves what ended before it as it was. */
  forget(facts: readonly StoredObservation[]): void {
    for (const { region, period } of facts) {
      if (period.length !== 10) continue;
      const own = this.#known.get(`${region} ${period.slice(0, 4)}`);
      for (const key of own?.keys() ?? []) {
        const through = TO_DATE.exec(key)?.[1];
        if (through === undefined || through >= period) own?.delete(key);
      }
    }
  }
}

/** Ends the key of what 1 January to a day adds up to. */
const TO_DATE = / to date ([\d-]{10})$/u;

export interface AirSource {
  facts: FactIndex;
  air: AirMemo;
}

/** Days that have any monitored value, oldest first. */
export function daysOf({ facts, air }: AirSource, region: string, year: number): AirDay[] {
  return air.of(region, year, "days", () => {
    const byDate = new Map<PlainDate, Map<Pollutant, StoredObservation>>();
    for (const pollutant of POLLUTANTS) {
      for (const [date, fact] of facts.days(pollutant, region, year)) {
        const day = byDate.get(date) ?? new Map<Pollutant, StoredObservation>();
        byDate.set(date, day.set(pollutant, fact));
      }
    }
    return [...byDate]
      .map(([date, day]) => ({ date, facts: day }))
      .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  });
}

/** One result a calendar day from 1 January, null where the day is missing or not valid. */
export function resultsOf(source: AirSource, region: string, year: number, standard: AqiStandard) {
  return source.air.of(region, year, `aqi ${standard}`, () => {
    const days = daysOf(source, region, year);
    const results: (DailyAqi | null)[] = [];
    for (const day of days)
      results[dayOfYear(day.date) - 1] = dailyAqi(concentrations(day), standard);
    return Array.from(results, (result) => result ?? null);
  });
}

/** The year's days up to the last reported, every one on the standard in force on that last day. */
export function airDaysOf(source: AirSource, region: string, year: number): AirDays | null {
  const last = daysOf(source, region, year).at(-1);
  if (!last) return null;
  const standard = aqiStandardOn(last.date);
  const results = resultsOf(source, region, year, standard);
  const before = resultsOf(source, region, year - 1, standard);
  const sameDay = dayOfYear(previousYearPeriod(last.date));
  return {
    standard,
    from: `${year}-01-01`,
    aqi: results.map((result) => result?.aqi ?? null),
    primary: results.map((result) => result?.primary.join("+") || null),
    ...countGood(results),
    lastYear: before.length === 0 ? null : countGood(before.slice(0, sameDay)),
  };
}

function concentrations(day: AirDay): DailyAir {
  const value = (pollutant: Pollutant) => day.facts.get(pollutant)?.value ?? null;
  return {
    pm25: value("pm25"),
    pm10: value("pm10"),
    so2: value("so2"),
    no2: value("no2"),
    co: value("co"),
    o3_8h: value("o3_8h"),
  };
}

export function countGood(results: ({ aqi: number } | null)[]): { good: number; valid: number } {
  const valid = results.filter((result) => result !== null);
  return { good: valid.filter(({ aqi }) => aqi <= 100).length, valid: valid.length };
}

/** 优良天数 from 1 January to each month's end (or the last day), for this year and the last. */
export function goodDayFacts(
  source: AirSource,
  indicator: Indicator,
  region: string,
  year: number,
): PeriodFacts[] {
  return toDate(source, indicator, region, year, (_days, through) => {
    const standard = aqiStandardOn(through);
    const results = resultsOf(source, region, dateParts(through).year, standard);
    const { good, valid } = countGood(results.slice(0, dayOfYear(through)));
    return { value: String(good), source: `由 ${valid} 个有效日计算（${standard}）` };
  });
}

/** A pollutant's mean (CO and ozone: percentile) from 1 January to each month's end or the last day. */
export function meanFacts(
  source: AirSource,
  indicator: Indicator,
  region: string,
  year: number,
): PeriodFacts[] {
  const pollutant = POLLUTANTS.find((one) => one === indicator.code);
  if (!pollutant) return [];
  return toDate(source, indicator, region, year, (days) => {
    const values = days.map((day) => day.facts.get(pollutant)?.value ?? null);
    // 实况 to date: the yearly minimum of valid days is a matter of the year's evaluation.
    const rolled = rollUp(pollutant, values, 1);
    if (rolled.unrounded === null) return null;
    return {
      value: rolled.unrounded.toDecimalPlaces(4).toFixed(),
      source: `由 ${rolled.days} 个有效日均值计算（实况，未剔除沙尘）`,
    };
  });
}

type Make = (days: AirDay[], through: PlainDate) => { value: string; source: string } | null;

function toDate(
  source: AirSource,
  indicator: Indicator,
  region: string,
  year: number,
  make: Make,
): PeriodFacts[] {
  return [year - 1, year].flatMap((one) => {
    const days = daysOf(source, region, one);
    const last = days.at(-1);
    if (!last) return [];
    return Array.from({ length: dateParts(last.date).month }, (_, index) => {
      const end = endOfMonth(one, index + 1);
      const through = end < last.date ? end : last.date;
      return source.air.of(region, one, `${indicator.code} to date ${through}`, () => {
        const own = days.filter(({ date }) => date <= through);
        return periodOf(indicator, region, cumulativeTo(one, index + 1), own, through, make);
      });
    }).filter((facts) => facts !== null);
  });
}

function periodOf(
  indicator: Indicator,
  region: string,
  period: string,
  days: AirDay[],
  through: PlainDate,
  make: Make,
): PeriodFacts | null {
  const made = make(days, through);
  const newest = days
    .flatMap((day) => [...day.facts.values()])
    .reduce<StoredObservation | null>(
      (best, fact) => (best && best.seq >= fact.seq ? best : fact),
      null,
    );
  if (!made || !newest) return null;
  const fact: StoredObservation = {
    ...newest,
    ...made,
    indicator: indicator.code,
    region,
    period,
    basis: "monitoring",
    measure: "level",
    revision: 1,
    reason: null,
    asOf: through,
  };
  return {
    period,
    basis: "monitoring",
    byMeasure: new Map([["level", fact]]),
    throughDay: through,
  };
}
