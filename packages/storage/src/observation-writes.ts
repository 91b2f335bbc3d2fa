import { type Observation, observationKey, type StoredObservation } from "@diaodu/domain";
import { CompiledQuery } from "kysely";
import { appendChange } from "./change-log.ts";
import type { Engine, Writer } from "./engine/engine.ts";
import {
  cell,
  type CurrentRow,
  insertOfJson,
  KEY_COLUMNS,
  keyCells,
  type NewRevision,
  OBSERVATION_COLUMNS,
  revisionCells,
  storedObservation,
} from "./observation-columns.ts";

/**
 * The current figures of the keys of `items`, by observation key. In PostgreSQL their rows stay
 * locked until the commit; they are locked in one order, so two submissions cannot wait for each
 * other.
 */
export async function lockCurrent(
  engine: Engine,
  tx: Writer,
  items: readonly Observation[],
): Promise<Map<string, StoredObservation>> {
  const keys = [...new Map(items.map((item) => [observationKey(item), keyCells(item)])).values()];
  const { rows } = await tx.executeQuery<CurrentRow>(
    CompiledQuery.raw(currentOfKeys(engine), [JSON.stringify(keys)]),
  );
  return new Map(
    rows.map((row) => {
      const stored = storedObservation(row);
      return [observationKey(stored), stored];
    }),
  );
}

/** Appends the revisions as one change and makes them current. */
export async function appendRevisions(
  engine: Engine,
  tx: Writer,
  revisions: readonly NewRevision[],
  by: { readonly reportedBy: string; readonly committedAt: string },
): Promise<{ readonly seq: number; readonly observations: StoredObservation[] }> {
  const payload = { count: revisions.length };
  const seq = await appendChange(engine, tx, { kind: "observations", payload }, by.committedAt);
  const at = { seq, ...by };
  const rows = revisions.map((next, ordinal) => revisionCells(next, ordinal, at));
  const insert = insertOfJson("observation", [...OBSERVATION_COLUMNS, "ordinal"], engine.jsonRows);
  await tx.executeQuery(CompiledQuery.raw(insert, [JSON.stringify(rows)]));
  // Of a key that is corrected within the change, the last revision is current.
  const last = new Map(revisions.map(({ item }, index) => [observationKey(item), rows[index]]));
  await tx.executeQuery(
    CompiledQuery.raw(makeCurrent(engine), [JSON.stringify([...last.values()])]),
  );
  const observations = revisions.map(({ item, revision }) => ({ ...bare(item), revision, ...at }));
  return { seq, observations };
}

function currentOfKeys({ jsonRows, rowLock }: Engine): string {
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
