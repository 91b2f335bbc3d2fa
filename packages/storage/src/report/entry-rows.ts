import type { EntryState, Observation } from "@diaodu/domain";
import { observationKey } from "@diaodu/domain";
import { CompiledQuery, type Selectable } from "kysely";
import type { ReportMark } from "../change.ts";
import type { Engine, Writer } from "../engine/engine.ts";
import { cell } from "../observation-columns.ts";
import type { Schema } from "../schema.ts";
import type { Doer, Origin, ReportEntry } from "./reports.ts";

export type EntryRow = Selectable<Schema["report_entry"]>;

/** What tells one entry from another, in the order of the table's key. */
const KEY_COLUMNS = ["region", "indicator", "period", "basis", "measure", "unit"] as const;

/** The fields of an entry's key. */
export type EntryKey = Pick<
  Observation,
  "indicator" | "region" | "period" | "basis" | "measure"
> & {
  readonly unit: string;
};

/** One text key per unit × series × period. */
export function entryKey(of: EntryKey): string {
  return `${of.unit}|${observationKey(of)}`;
}

/** What a step can change: the columns that follow the key and the id. */
export const STEP_COLUMNS = [
  "state",
  "version",
  "value",
  "status",
  "as_of",
  "source",
  "simulated",
  "reason",
  "note",
  "unchanged",
  "attachment",
  "origin",
  "round",
  "submitted_account",
  "submitted_name",
  "submitted_at",
  "decided_account",
  "decided_name",
  "decided_at",
  "decision_reason",
  "published_seq",
  "published_revision",
  "published_value",
  "published_status",
  "seq",
] as const satisfies readonly (keyof EntryRow)[];

/** Every column in the order of {@link entryCells}. */
export const ENTRY_COLUMNS = [...KEY_COLUMNS, "id", ...STEP_COLUMNS] as const;

export function entryCells(e: ReportEntry): unknown[] {
  return [
    e.region,
    e.indicator,
    e.period,
    e.basis,
    e.measure,
    e.unit,
    e.id,
    e.state,
    e.version,
    e.value,
    e.status,
    e.asOf,
    e.source,
    e.simulated ? 1 : 0,
    e.reason,
    e.note,
    e.unchanged ? 1 : 0,
    e.attachment,
    JSON.stringify(e.origin),
    e.round,
    e.submittedBy.accountId,
    e.submittedBy.name,
    e.submittedAt,
    e.decidedBy?.accountId ?? null,
    e.decidedBy?.name ?? null,
    e.decidedAt,
    e.decisionReason,
    e.published?.seq ?? null,
    e.published?.revision ?? null,
    e.published?.value ?? null,
    e.published?.status ?? null,
    e.seq,
  ];
}

export function entryOf(row: EntryRow): ReportEntry {
  const decidedBy: Doer | null =
    row.decided_name === null ? null : { accountId: row.decided_account, name: row.decided_name };
  // The closed vocabularies are checked before a row is written.
  return {
    id: row.id,
    unit: row.unit,
    indicator: row.indicator,
    region: row.region,
    period: row.period,
    basis: row.basis as ReportEntry["basis"],
    measure: row.measure as ReportEntry["measure"],
    state: row.state as ReportEntry["state"],
    version: row.version,
    value: row.value,
    status: row.status as ReportEntry["status"],
    asOf: row.as_of,
    source: row.source,
    simulated: row.simulated === 1,
    reason: row.reason,
    note: row.note,
    unchanged: row.unchanged === 1,
    attachment: row.attachment,
    origin: JSON.parse(row.origin) as Origin,
    round: row.round,
    submittedBy: { accountId: row.submitted_account, name: row.submitted_name },
    submittedAt: row.submitted_at,
    decidedBy,
    decidedAt: row.decided_at,
    decisionReason: row.decision_reason,
    published: publishedOf(row),
    seq: row.seq,
  };
}

function publishedOf(row: EntryRow): ReportEntry["published"] {
  const { published_seq: seq, published_revision: revision, published_value: value } = row;
  if (seq === null || revision === null || value === null) return null;
  return { seq, revision, value, status: row.published_status as ReportEntry["status"] };
}

export function markOf(entry: ReportEntry): ReportMark {
  const { id, unit, region, version } = entry;
  const state: EntryState = entry.state;
  return { id, unit, region, state, version };
}

/** The entries of these keys, by entry key; locked until the commit, in one order. */
export async function lockEntriesOf(
  engine: Engine,
  tx: Writer,
  items: readonly EntryKey[],
): Promise<Map<string, ReportEntry>> {
  const keys = items.map((item) => KEY_COLUMNS.map((column) => item[column]));
  const match = KEY_COLUMNS.map((column, index) => `c.${column} = ${cell(index, column)}`);
  const entries = await lockEntries(engine, tx, keys, match.join(" and "));
  return new Map(entries.map((entry) => [entryKey(entry), entry]));
}

/** The entries of these ids, by id; locked until the commit, in the same order as by key. */
export async function lockEntriesById(
  engine: Engine,
  tx: Writer,
  ids: readonly string[],
): Promise<Map<string, ReportEntry>> {
  const keys = ids.map((id) => [id]);
  const entries = await lockEntries(engine, tx, keys, `c.id = ${cell(0, "id")}`);
  return new Map(entries.map((entry) => [entry.id, entry]));
}

async function lockEntries(
  engine: Engine,
  tx: Writer,
  keys: readonly unknown[][],
  match: string,
): Promise<ReportEntry[]> {
  const columns = ENTRY_COLUMNS.map((column) => `c.${column}`);
  const order = KEY_COLUMNS.map((column) => `c.${column}`);
  const { rows } = await tx.executeQuery<EntryRow>(
    CompiledQuery.raw(
      `select ${columns.join(", ")} from ${engine.jsonRows} cross join report_entry as c
        where ${match} order by ${order.join(", ")} ${engine.rowLock}`,
      [JSON.stringify(keys)],
    ),
  );
  return rows.map(entryOf);
}
