import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";

/** What stations measured, hour by hour: the latest value, and how often it changed. */
export async function airHours({ columns, clustered }: Engine, tx: Writer): Promise<void> {
  const { code, whole } = columns;
  await sql`create table air_hour (
    station ${code} not null,
    date ${code} not null,
    hour ${whole} not null check (hour between 1 and 24),
    revision ${whole} not null check (revision > 0),
    pm25 text,
    pm10 text,
    so2 text,
    no2 text,
    co text,
    o3 text,
    received_at text not null,
    received_from text not null,
    primary key (station, date, hour)
  ) ${clustered}`.execute(tx);
}
