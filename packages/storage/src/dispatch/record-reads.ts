import type { Reader } from "../engine/engine.ts";
import { checkLimit } from "../limit.ts";
import { RECORD_COLUMNS, recordOf } from "./record-rows.ts";
import type { RecordFilter, RecordKind, StoredRecord } from "./records.ts";

/** Latest change first. @throws RangeError when `limit` is not within 1..10,000 */
export async function readRecords<K extends RecordKind>(
  db: Reader,
  kind: K,
  filter: RecordFilter,
): Promise<StoredRecord<K>[]> {
  const { ids, states, atSeq, limit = 1000 } = filter;
  checkLimit(limit, 10_000);
  const named = {
    unit: filter.units,
    region: filter.regions,
    indicator: filter.indicators,
    round: filter.round === undefined ? undefined : [filter.round],
    account: filter.account === undefined ? undefined : [filter.account],
  };
  if ([ids, states, ...Object.values(named)].some((list) => list?.length === 0)) return [];
  let query = standing(db, kind, atSeq);
  if (ids !== undefined) query = query.where("c.id", "in", ids);
  if (states !== undefined) {
    query = query.where(atSeq === undefined ? "c.state" : "r.state", "in", states);
  }
  for (const [name, values] of Object.entries(named)) {
    if (values === undefined) continue;
    query = query.where((eb) =>
      eb(
        eb.refTuple("r.id", "r.version"),
        "in",
        eb
          .selectFrom("record_key as k")
          .select(["k.id", "k.version"])
          .where("k.kind", "=", kind)
          .where("k.name", "=", name)
          .where("k.value", "in", values)
          .$asTuple("id", "version"),
      ),
    );
  }
  const rows = await query
    .orderBy(atSeq === undefined ? "c.seq" : "r.seq", "desc")
    .orderBy("r.id")
    .limit(limit)
    .execute();
  return rows.map((row) => recordOf(row) as StoredRecord<K>);
}

/** Null for what is not there, or was not yet. */
export async function readRecord<K extends RecordKind>(
  db: Reader,
  kind: K,
  id: string,
  atSeq?: number,
): Promise<StoredRecord<K> | null> {
  const row = await db
    .selectFrom("record")
    .select(RECORD_COLUMNS)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .$if(atSeq !== undefined, (q) => q.where("seq", "<=", atSeq ?? 0))
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : (recordOf(row) as StoredRecord<K>);
}

/** Oldest first. */
export async function readRecordHistory<K extends RecordKind>(
  db: Reader,
  kind: K,
  id: string,
): Promise<StoredRecord<K>[]> {
  const rows = await db
    .selectFrom("record")
    .select(RECORD_COLUMNS)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .orderBy("version")
    .execute();
  return rows.map((row) => recordOf(row) as StoredRecord<K>);
}

/** The version of each record that stands, or that stood after a change. */
function standing(db: Reader, kind: RecordKind, atSeq: number | undefined) {
  return db
    .selectFrom("record_current as c")
    .innerJoin("record as r", (join) =>
      join.onRef("r.kind", "=", "c.kind").onRef("r.id", "=", "c.id"),
    )
    .select(RECORD_COLUMNS.map((column) => `r.${column}` as const))
    .where("c.kind", "=", kind)
    .where("r.version", "=", (eb) =>
      atSeq === undefined
        ? eb.ref("c.version")
        : // Looked up record by record: a grouped list of all can be joined badly, and then takes seconds.
          eb
            .selectFrom("record as then")
            .select("then.version")
            .where("then.kind", "=", kind)
            .whereRef("then.id", "=", "c.id")
            .where("then.seq", "<=", atSeq)
            .orderBy("then.seq", "desc")
            .limit(1),
    );
}
