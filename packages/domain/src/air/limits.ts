/** Concentration limits of GB 3095, by date. Rule [A11] of SPEC.md. */
import type { PlainDate } from "../plain-date.ts";
import type { Pollutant } from "./breakpoints.ts";

export type LimitStandard = "GB 3095-2012" | "GB 3095-2026 过渡阶段" | "GB 3095-2026";

/** Grade 1 and grade 2 (一级、二级), μg/m³, CO mg/m³. */
export interface Limit {
  grade1: number;
  grade2: number;
}

export interface LimitTable {
  standard: LimitStandard;
  validFrom: PlainDate;
  validTo: PlainDate | null;
  /** Annual means; CO and ozone have none. */
  annual: Readonly<Record<Exclude<Pollutant, "co" | "o3_8h">, Limit>>;
  /** 24-hour means; ozone: daily maximum 8-hour mean. */
  daily: Readonly<Record<Pollutant, Limit>>;
}

const limit = (grade1: number, grade2: number): Limit => ({ grade1, grade2 });

const GASES_DAILY = {
  so2: limit(50, 150),
  no2: limit(80, 80),
  co: limit(4, 4),
  o3_8h: limit(100, 160),
};

export const LIMIT_TABLES: readonly LimitTable[] = [
  {
    standard: "GB 3095-2012",
    validFrom: "2016-01-01",
    validTo: "2026-02-28",
    annual: { so2: limit(20, 60), no2: limit(40, 40), pm10: limit(40, 70), pm25: limit(15, 35) },
    daily: { ...GASES_DAILY, pm10: limit(50, 150), pm25: limit(35, 75) },
  },
  {
    standard: "GB 3095-2026 过渡阶段",
    validFrom: "2026-03-01",
    validTo: "2030-12-31",
    annual: { so2: limit(20, 60), no2: limit(40, 40), pm10: limit(40, 60), pm25: limit(15, 30) },
    daily: { ...GASES_DAILY, pm10: limit(50, 120), pm25: limit(35, 60) },
  },
  {
    standard: "GB 3095-2026",
    validFrom: "2031-01-01",
    validTo: null,
    annual: { so2: limit(20, 20), no2: limit(30, 30), pm10: limit(20, 50), pm25: limit(10, 25) },
    daily: {
      ...GASES_DAILY,
      so2: limit(50, 50),
      no2: limit(50, 50),
      pm10: limit(50, 100),
      pm25: limit(25, 50),
    },
  },
];

/** The limits in force on a day; days before 2016 use the first table, which many cities met early. [A11] */
export function limitsOn(date: PlainDate): LimitTable {
  const table = LIMIT_TABLES.findLast(({ validFrom }) => validFrom <= date) ?? LIMIT_TABLES[0];
  if (table === undefined) throw new RangeError("no limits");
  return table;
}
