import { type Observation, observationKey, type StoredObservation } from "@diaodu/domain";
import { CompiledQuery } from "kysely";
import type { Engine, Writer } from "./engine/engine.ts";
import {
  cell,
  type CurrentRow,
  insertOfJson,
  KEY_COLUMNS,
  keyCells,
  type NewRevision,
  OBSERVATION_COLUMNS,
  type Placement,
  revisionCells,
  storedObservation,
} from "./observation-columns.ts";

/**
 * The current figures of the keys of `items`, by observation key. In PostgreSQL their rows stay
 * locked until the commit; they are locked in one order, so two submissions cannot wait for each
 * other.
 */
export function lockCurrent(
  engine: Engine,
  tx: Writer,
  items: readonly Observation[],
): Promise<Map<string, StoredObservation>> {
  return currentOf(tx, items, currentOfKeys(engine, engine.rowLock));
}

/** The same without the locks: for a first look, not for what is to be written. */
export function readCurrent(
  engine: Engine,
  tx: Writer,
  items: readonly Observation[],
): Promise<Map<string, StoredObservation>> {
  return currentOf(tx, items, currentOfKeys(engine, ""));
}

async function currentOf(
  tx: Writer,
  items: readonly Observation[],
  statement: string,
): Promise<Map<string, StoredObservation>> {
  const keys = [...new Map(items.map((item) => [observationKey(item), keyCells(item)])).values()];
  const { rows } = await tx.executeQuery<CurrentRow>(
    CompiledQuery.raw(statement, [JSON.stringify(keys)]),
  );
  return new Map(
    rows.map((row) => {
      const stored = storedObservation(row);
      return [observationKey(stored), stored];
    }),
  );
}

/** Writes the revisions of the change `at.seq` and makes them current. */
export async function appendRevisions(
  engine: Engine,
  tx: Writer,
  revisions: readonly NewRevision[],
  at: Placement,
): Promise<StoredObservation[]> {
  if (revisions.length === 0) return [];
  const rows = revisions.map((next, ordinal) => revisionCells(next, ordinal, at));
  const insert = insertOfJson("observation", [...OBSERVATION_COLUMNS, "ordinal"], engine.jsonRows);
  await tx.executeQuery(CompiledQuery.raw(insert, [JSON.stringify(rows)]));
  // Of a key that is corrected within the change, the last revision is current.
  const last = new Map(revisions.map(({ item }, index) => [observationKey(item), rows[index]]));
  await tx.executeQuery(
    CompiledQuery.raw(makeCurrent(engine), [JSON.stringify([...last.values()])]),
  );
  return revisions.map(({ item, revision, reportedBy = at.reportedBy }) => ({
    ...bare(item),
    revision,
    ...at,
    reportedBy,
  }));
}

function currentOfKeys({ jsonRows }: Engine, rowLock: string): string {
  const columns = OBSERVATION_COLUMNS.map((column) => `c.${column}`);
  const match = KEY_COLUMNS.map((column, index) => `c.${column} = ${cell(index, column)}`);
  const order = KEY_COLUMNS.map((column) => `c.${column}`);
  return `select ${columns.join(", ")} from ${jsonRows} cross join observation_current as c
    where ${match.join(" and ")} order by ${order.join(", ")} ${rowLock}`;
}

function makeCurrent({ jsonRows }: Engine): string {
  const facts = OBSERVATION_COLUMNS.slice(KEY_COLUMNS.length).map((c) => `${c} = excluded.${c}`);
  // `where true`: without it SQLite takes `on` for the condition of a join.
  return `${insertOfJson("observation_current", OBSERVATION_COLUMNS, jsonRows)} where true
    on conflict (${KEY_COLUMNS.join(", ")}) do update set ${facts.join(", ")}`;
}

/** The fields of an observation and no other that the caller's object may carry. */
function bare(item: Observation): Observation {
  return {
    indicator: item.indicator,
    region: item.region,
    period: item.period,
    basis: item.basis,
    measure: item.measure,
    value: item.value,
    status: item.status,
    asOf: item.asOf,
    source: item.source,
    simulated: item.simulated,
    reason: item.reason,
  };
}
