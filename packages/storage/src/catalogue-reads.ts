import type { Duty, Indicator, Region, StatusRule, Target, Unit } from "@diaodu/domain";
import { sql } from "kysely";
import { readHeadSeq } from "./change-log.ts";
import type { Reader } from "./engine/engine.ts";
import type { BoardRow, Catalogue } from "./storage.ts";

/**
 * The catalogue as it was after `atSeq`, or now. Every part is read at one position of the log,
 * so a change that commits between the parts is in none of them.
 */
export async function readCatalogue(db: Reader, atSeq?: number): Promise<Catalogue> {
  const seq = atSeq ?? (await readHeadSeq(db));
  const [regions, indicators, rules, targets, units, duties, boardRows] = await Promise.all([
    latestDefinitions(db, "region", seq),
    latestDefinitions(db, "indicator", seq),
    latestDefinitions(db, "status_rule", seq),
    latestTargets(db, seq),
    latestDefinitions(db, "unit", seq),
    latestDefinitions(db, "duty", seq),
    readBoardRows(db, seq),
  ]);
  return {
    seq,
    regions: regions.map((row) => parsed<Region>(row.definition)),
    indicators: indicators.map((row) => parsed<Indicator>(row.definition)),
    rules: rules.map((row) => parsed<StatusRule>(row.definition)),
    targets: targets.map((row) => ({
      ...parsed<Omit<Target, "revision">>(row.definition),
      revision: row.revision,
    })),
    units: units.map((row) => parsed<Unit>(row.definition)),
    duties: duties.flatMap((row) => parsed<Duty | null>(row.definition) ?? []),
    boardRows,
  };
}

/** Only saveCatalogue writes definitions, from values of these types. */
function parsed<T>(definition: string): T {
  return JSON.parse(definition) as T;
}

/** The tables of things that are defined by a code, one row for each revision. */
export type DefinitionTable = "region" | "indicator" | "status_rule" | "unit" | "duty";

interface DefinitionRow {
  readonly code: string;
  readonly revision: number;
  readonly definition: string;
}

/** The latest revision of every code, by code. */
export async function latestDefinitions(
  db: Reader,
  table: DefinitionTable,
  atSeq = Number.MAX_SAFE_INTEGER,
): Promise<DefinitionRow[]> {
  const { rows } = await sql<DefinitionRow>`
    select d.code, d.revision, d.definition from ${sql.table(table)} as d
    where d.seq <= ${atSeq} and not exists (
      select 1 from ${sql.table(table)} as n
      where n.code = d.code and n.revision > d.revision and n.seq <= ${atSeq}
    )
    order by d.code`.execute(db);
  return rows;
}

interface TargetRow {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly revision: number;
  readonly definition: string;
}

/** The latest revision of every target of every year. */
export async function latestTargets(
  db: Reader,
  atSeq = Number.MAX_SAFE_INTEGER,
): Promise<TargetRow[]> {
  const { rows } = await sql<TargetRow>`
    select t.indicator, t.region, t.year, t.revision, t.definition from target as t
    where t.seq <= ${atSeq} and not exists (
      select 1 from target as n
      where n.indicator = t.indicator and n.region = t.region and n.year = t.year
        and n.revision > t.revision and n.seq <= ${atSeq}
    )
    order by t.indicator, t.region, t.year`.execute(db);
  return rows;
}

/** The rows of the latest layout, in its order. */
export async function readBoardRows(
  db: Reader,
  atSeq = Number.MAX_SAFE_INTEGER,
): Promise<BoardRow[]> {
  const rows = await db
    .selectFrom("board_row")
    .select(["indicator", "region"])
    .where("seq", "=", (eb) =>
      eb
        .selectFrom("board_row")
        .select((inner) => inner.fn.max<number>("seq").as("seq"))
        .where("seq", "<=", atSeq),
    )
    .orderBy("ordinal")
    .execute();
  return rows
    .filter((row) => row.indicator !== "")
    .map(({ indicator, region }) => ({ indicator, region }));
}
