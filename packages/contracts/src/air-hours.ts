import { z } from "zod";
import { decimalText, plainDate, regionCode, seq } from "./vocabulary.ts";

/** Civil time in China at which the hour ended: `T00:00` ends hour 24 of the day before. */
const hourEnd = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):00$/u, "须为整点的北京时间，如 2026-04-01T13:00");

/** Zero and null are missing. μg/m³, CO mg/m³. */
const concentration = decimalText.nullable().default(null);

/** What one station measured in one hour. */
export const stationHour = z.strictObject({
  station: regionCode,
  time: hourEnd,
  pm25: concentration,
  pm10: concentration,
  so2: concentration,
  no2: concentration,
  co: concentration,
  o3: concentration,
});

/** Rows are read one by one: a faulty one keeps no other out. */
export const airHoursPost = z.strictObject({ hours: z.array(z.unknown()).min(1).max(5000) });

export const airHoursAnswer = z.object({
  /** Hours that were new or came out different. */
  stored: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  refused: z.array(
    z.object({
      /** Place in `hours`, from 0. */
      row: z.int().nonnegative(),
      faults: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })),
    }),
  ),
  /** What became of each day that these hours are of, of stations and of their city. */
  days: z.array(
    z.object({
      region: regionCode,
      date: plainDate,
      /** Pollutants whose daily value was published for the first time. */
      published: z.array(z.string()),
      /** … and corrected, with a reason. */
      corrected: z.array(z.string()),
      /** … and still lack hours. */
      incomplete: z.array(z.string()),
      /** … and are kept as they are, because an audited value stands. */
      kept: z.array(z.string()),
    }),
  ),
  /** Of the last change; null where no daily value changed. */
  seq: seq.nullable(),
});

export type StationHourInput = z.infer<typeof stationHour>;
export type AirHoursAnswer = z.infer<typeof airHoursAnswer>;
