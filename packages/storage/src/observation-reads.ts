import { periodYear, type StoredObservation } from "@diaodu/domain";
import { sql } from "kysely";
import type { Reader } from "./engine/engine.ts";
import { KEY_COLUMNS, OBSERVATION_COLUMNS, storedObservation } from "./observation-columns.ts";
import type { ObservationFilter, RevisionFilter } from "./storage.ts";

/** The latest revision of every key that passes the filter, in the order of the key. */
export async function readObservations(
  db: Reader,
  filter: ObservationFilter,
): Promise<StoredObservation[]> {
  const { years, regions, indicators, periodKinds, from, atSeq } = filter;
  if ([years, regions, indicators, periodKinds].some((list) => list?.length === 0)) return [];
  const rows = await (atSeq === undefined ? current(db) : asOf(db, atSeq))
    .where("o.year", "in", years)
    .$if(regions !== undefined, (q) => q.where("o.region", "in", regions ?? []))
    .$if(indicators !== undefined, (q) => q.where("o.indicator", "in", indicators ?? []))
    .$if(periodKinds !== undefined, (q) => q.where("o.period_kind", "in", periodKinds ?? []))
    .$if(from !== undefined, (q) => q.where("o.period", ">=", from ?? ""))
    .orderBy("o.region")
    .orderBy("o.year")
    .orderBy("o.indicator")
    .orderBy("o.period")
    .orderBy("o.basis")
    .orderBy("o.measure")
    .execute();
  return rows.map(storedObservation);
}

const COLUMNS = OBSERVATION_COLUMNS.map((column) => `o.${column}` as const);

function current(db: Reader) {
  return db.selectFrom("observation_current as o").select(COLUMNS);
}

/** The newest revision that was there at `seq`; revisions of one key grow with the seq. */
function asOf(db: Reader, seq: number) {
  const newer = sql<boolean>`not exists (
    select 1 from observation as n
    where ${sql.join(
      KEY_COLUMNS.map((column) => sql`n.${sql.ref(column)} = o.${sql.ref(column)}`),
      sql` and `,
    )} and n.revision > o.revision and n.seq <= ${seq})`;
  return db.selectFrom("observation as o").select(COLUMNS).where("o.seq", "<=", seq).where(newer);
}

/** Every revision of one indicator, region and period, newest first. */
export async function readRevisions(
  db: Reader,
  filter: RevisionFilter,
): Promise<StoredObservation[]> {
  const { indicator, region, period, basis, measure } = filter;
  const rows = await db
    .selectFrom("observation")
    .select(OBSERVATION_COLUMNS)
    .where("region", "=", region)
    .where("year", "=", periodYear(period))
    .where("indicator", "=", indicator)
    .where("period", "=", period)
    .$if(basis !== undefined, (q) => q.where("basis", "=", basis ?? ""))
    .$if(measure !== undefined, (q) => q.where("measure", "=", measure ?? ""))
    .orderBy("seq", "desc")
    .orderBy("ordinal", "desc")
    .execute();
  return rows.map(storedObservation);
}
