import { readTable } from "@diaodu/documents";
import { addDays, HOURLY_POLLUTANTS } from "@diaodu/domain";
import { takeAirHours } from "./intake.ts";
import type { AirIntake } from "./intake.ts";

/** Days that are kept and published together. */
const DAYS_AT_ONCE = 7;

export interface AirFileLoaded {
  readonly stored: number;
  readonly unchanged: number;
  /** Line of the file and why it was refused. */
  readonly refused: readonly { readonly line: number; readonly words: string }[];
  /** Daily values that were published or corrected. */
  readonly values: number;
}

/**
 * Takes in a table of hours (.csv or .xlsx with the columns date, hour, station, pm25, pm10, so2,
 * no2, co, o3; hour h is the one that ends at h:00, CO in mg/m³), as the feed would have brought it.
 *
 * @throws UnreadableFile; RangeError where a column is missing
 */
export async function loadAirFile(
  bytes: Buffer,
  o: Pick<AirIntake, "storage" | "now" | "reportedBy" | "auditOf">,
): Promise<AirFileLoaded> {
  const lines = await readLines(bytes);
  const days = [...new Set(lines.map(({ date }) => date))].toSorted();
  const loaded = { stored: 0, unchanged: 0, values: 0 };
  const refused: { line: number; words: string }[] = [];
  for (let at = 0; at < days.length; at += DAYS_AT_ONCE) {
    const some = new Set(days.slice(at, at + DAYS_AT_ONCE));
    const own = lines.filter(({ date }) => some.has(date));
    const answer = await takeAirHours(
      own.map(({ row }) => row),
      { ...o, mayTell: () => [], mayPublish: () => true },
    );
    loaded.stored += answer.stored;
    loaded.unchanged += answer.unchanged;
    for (const day of answer.days) loaded.values += day.published.length + day.corrected.length;
    for (const { row, faults } of answer.refused) {
      const words = faults.map(({ path, message }) => `${path} ${message}`).join("；");
      refused.push({ line: own[row]?.line ?? 0, words });
    }
  }
  return { ...loaded, refused };
}

interface HourLine {
  readonly line: number;
  readonly date: string;
  readonly row: unknown;
}

async function readLines(bytes: Buffer): Promise<HourLine[]> {
  const [sheet] = (await readTable(bytes)).sheets;
  const [head, ...rows] = sheet?.rows ?? [];
  const columns = new Map(head?.cells.map(({ raw, column }) => [raw.trim(), column]));
  for (const name of ["date", "hour", "station", ...HOURLY_POLLUTANTS]) {
    if (!columns.has(name)) throw new RangeError(`缺少列 ${name}`);
  }
  return rows.map(({ number, cells }) => {
    const cell = (name: string) =>
      cells.find(({ column }) => column === columns.get(name))?.raw.trim() ?? "";
    const [date, hour] = [cell("date"), cell("hour")];
    const values = HOURLY_POLLUTANTS.map((name) => [name, cell(name) || null] as const);
    const row = {
      station: cell("station"),
      time: timeOf(date, hour),
      ...Object.fromEntries(values),
    };
    return { line: number, date, row };
  });
}

/** What cannot be a time is left for the row's own fault. */
function timeOf(date: string, hour: string): string {
  try {
    return hour === "24" ? `${addDays(date, 1)}T00:00` : `${date}T${hour.padStart(2, "0")}:00`;
  } catch {
    return `${date}T${hour}`;
  }
}
