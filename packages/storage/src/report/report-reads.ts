import type { Reader } from "../engine/engine.ts";
import { checkLimit } from "../limit.ts";
import { ENTRY_COLUMNS, entryOf } from "./entry-rows.ts";
import type { Origin, ReportEntry, ReportEvent, ReportFilter, Reports } from "./reports.ts";

/** Latest change first. @throws RangeError when `limit` is not within 1..10,000 */
export async function readReports(db: Reader, filter: ReportFilter): Promise<ReportEntry[]> {
  const { ids, units, regions, indicators, periods, states, round, limit = 1000 } = filter;
  checkLimit(limit, 10_000);
  const lists = { id: ids, unit: units, region: regions, indicator: indicators } as const;
  const more = { period: periods, state: states } as const;
  const wanted = Object.entries<readonly string[] | undefined>({ ...lists, ...more });
  if (wanted.some(([, list]) => list?.length === 0)) return [];
  let query = db.selectFrom("report_entry").select(ENTRY_COLUMNS);
  for (const [column, list] of wanted) {
    if (list !== undefined) {
      query = query.where(column as keyof typeof lists | keyof typeof more, "in", list);
    }
  }
  if (round !== undefined) query = query.where("round", "=", round);
  const rows = await query.orderBy("seq", "desc").orderBy("id").limit(limit).execute();
  return rows.map(entryOf);
}

/** The entries that this change touched, as they stand now. */
export async function readEntriesAt(db: Reader, seq: number): Promise<ReportEntry[]> {
  const rows = await db
    .selectFrom("report_entry")
    .select(ENTRY_COLUMNS)
    .where("id", "in", (eb) =>
      eb.selectFrom("report_event").select("entry").where("report_event.seq", "=", seq),
    )
    .orderBy("id")
    .execute();
  return rows.map(entryOf);
}

/** Of units that took turns with one series, the one that acted last. */
export async function readReportOf(
  db: Reader,
  key: Parameters<Reports["reportOf"]>[0],
): Promise<ReportEntry | null> {
  const row = await db
    .selectFrom("report_entry")
    .select(ENTRY_COLUMNS)
    .where("region", "=", key.region)
    .where("indicator", "=", key.indicator)
    .where("period", "=", key.period)
    .where("basis", "=", key.basis)
    .where("measure", "=", key.measure)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : entryOf(row);
}

/** Oldest first. */
export async function readReportEvents(db: Reader, entry: string): Promise<ReportEvent[]> {
  const rows = await db
    .selectFrom("report_event")
    .selectAll()
    .where("entry", "=", entry)
    .orderBy("version")
    .execute();
  return rows.map((row) => ({
    entry: row.entry,
    version: row.version,
    event: row.event as ReportEvent["event"],
    state: row.state as ReportEvent["state"],
    at: row.at,
    by: { accountId: row.by_account, name: row.by_name },
    value: row.value,
    status: row.status as ReportEvent["status"],
    reason: row.reason,
    note: row.note,
    origin: JSON.parse(row.origin) as Origin,
    attachment: row.attachment,
    round: row.round,
    seq: row.seq,
    revision: row.revision,
  }));
}
