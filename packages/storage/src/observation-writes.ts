import { type Observation, observationKey, type StoredObservation } from "@diaodu/domain";
import { sql } from "kysely";
import { appendChange } from "./change-log.ts";
import type { Engine, Writer } from "./engine/engine.ts";
import {
  cell,
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
  const match = KEY_COLUMNS.map((c, i) => sql`c.${sql.ref(c)} = ${cell(i, c)}`);
  const { rows } = await sql<Parameters<typeof storedObservation>[0]>`
    select ${sql.join(OBSERVATION_COLUMNS.map((c) => sql.ref(`c.${c}`)))}
    from ${engine.jsonRows(JSON.stringify(keys))} cross join observation_current as c
    where ${sql.join(match, sql` and `)}
    order by ${sql.join(KEY_COLUMNS.map((c) => sql.ref(`c.${c}`)))}
    ${engine.rowLock}`.execute(tx);
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
  const rows = JSON.stringify(revisions.map((next, i) => revisionCells(next, i, at)));
  const columns = [...OBSERVATION_COLUMNS, "ordinal"];
  await sql`
    insert into observation (${sql.join(columns.map((c) => sql.ref(c)))})
    select ${sql.join(columns.map((c, i) => cell(i, c)))}
    from ${engine.jsonRows(rows)}`.execute(tx);
  await makeCurrent(tx, seq);
  const observations = revisions.map(({ item, revision }) => ({ ...bare(item), revision, ...at }));
  return { seq, observations };
}

/** Copies the last revision of each key of this change; one that is corrected within it is passed over. */
async function makeCurrent(tx: Writer, seq: number): Promise<void> {
  const columns = OBSERVATION_COLUMNS.map((c) => sql.ref(c));
  const sameKey = KEY_COLUMNS.map((c) => sql`n.${sql.ref(c)} = o.${sql.ref(c)}`);
  const facts = OBSERVATION_COLUMNS.slice(KEY_COLUMNS.length).map((c) => sql.ref(c));
  await sql`
    insert into observation_current (${sql.join(columns)})
    select ${sql.join(OBSERVATION_COLUMNS.map((c) => sql.ref(`o.${c}`)))}
    from observation as o
    where o.seq = ${seq} and not exists (
      select 1 from observation as n
      where ${sql.join(sameKey, sql` and `)} and n.revision > o.revision
    )
    on conflict (${sql.join(KEY_COLUMNS.map((c) => sql.ref(c)))}) do update
    set ${sql.join(facts.map((f) => sql`${f} = excluded.${f}`))}`.execute(tx);
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
