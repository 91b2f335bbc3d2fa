import type { EntryEvent } from "@diaodu/domain";
import { CompiledQuery } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";
import { insertOfJson } from "../observation-columns.ts";
import { ENTRY_COLUMNS, entryCells, STEP_COLUMNS } from "./entry-rows.ts";
import type { Doer, ReportEntry } from "./reports.ts";

/** An entry after a step, and what the step was. */
export interface TakenStep {
  readonly entry: ReportEntry;
  readonly event: EntryEvent;
  readonly reason: string | null;
  /** Of a publication: the revision that stands on the board. */
  readonly revision: number | null;
}

const EVENT_COLUMNS = [
  "entry",
  "version",
  "event",
  "state",
  "at",
  "by_account",
  "by_name",
  "value",
  "status",
  "reason",
  "note",
  "origin",
  "attachment",
  "round",
  "seq",
  "revision",
] as const;

/** Not the key: the database need not touch the indexes of what stays. */
const SET_COLUMNS = STEP_COLUMNS.map((column) => `${column} = excluded.${column}`);

/** Writes the entries as they stand after their steps, and the steps: two statements. */
export async function writeSteps(
  engine: Engine,
  tx: Writer,
  steps: readonly TakenStep[],
  { by, at }: { readonly by: Doer; readonly at: string },
): Promise<void> {
  // `where true`: without it SQLite takes `on` for the condition of a join.
  const upsert = `${insertOfJson("report_entry", ENTRY_COLUMNS, engine.jsonRows)} where true
    on conflict (id) do update set ${SET_COLUMNS.join(", ")}`;
  const entries = steps.map(({ entry }) => entryCells(entry));
  await tx.executeQuery(CompiledQuery.raw(upsert, [JSON.stringify(entries)]));
  const events = steps.map(({ entry, event, reason, revision }) => [
    entry.id,
    entry.version,
    event,
    entry.state,
    at,
    by.accountId,
    by.name,
    entry.value,
    entry.status,
    reason,
    entry.note,
    JSON.stringify(entry.origin),
    entry.attachment,
    entry.round,
    entry.seq,
    revision,
  ]);
  const insert = insertOfJson("report_event", EVENT_COLUMNS, engine.jsonRows);
  await tx.executeQuery(CompiledQuery.raw(insert, [JSON.stringify(events)]));
}
