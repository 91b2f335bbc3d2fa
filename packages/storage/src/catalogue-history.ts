import { sql } from "kysely";
import { readBoardRows } from "./catalogue-reads.ts";
import type { Reader } from "./engine/engine.ts";

export type CatalogueKind = "region" | "indicator" | "rule" | "target" | "unit" | "duty" | "board";

/** One definition of a thing of the catalogue, and when it came into force. */
export interface CatalogueRevision {
  /** From 1. */
  readonly revision: number;
  readonly seq: number;
  readonly committedAt: string;
  readonly reason: string | null;
  /** As it was saved; null where it ended (a duty). The board's is its list of rows. */
  readonly definition: unknown;
}

const TABLES = {
  region: "region",
  indicator: "indicator",
  rule: "status_rule",
  unit: "unit",
  duty: "duty",
} as const;

/** See Storage.catalogueHistory. */
export async function readCatalogueHistory(
  db: Reader,
  kind: CatalogueKind,
  code: string,
): Promise<CatalogueRevision[]> {
  if (kind === "board") return boardHistory(db);
  const [indicator = "", region = "", year = ""] = code.split("|");
  const { rows } = await sql<HistoryRow>`
    select d.revision, d.seq, c.committed_at, d.reason, d.definition
    from ${sql.table(kind === "target" ? "target" : TABLES[kind])} as d
    join change_log as c on c.seq = d.seq
    where ${
      kind === "target"
        ? sql`d.indicator = ${indicator} and d.region = ${region} and d.year = ${Number(year) || 0}`
        : sql`d.code = ${code}`
    }
    order by d.revision desc`.execute(db);
  return rows.map(({ committed_at, definition, ...row }) => ({
    ...row,
    committedAt: committed_at,
    definition: JSON.parse(definition) as unknown,
  }));
}

interface HistoryRow {
  readonly revision: number;
  readonly seq: number;
  readonly committed_at: string;
  readonly reason: string | null;
  readonly definition: string;
}

async function boardHistory(db: Reader): Promise<CatalogueRevision[]> {
  const layouts = await db
    .selectFrom("board_row as b")
    .innerJoin("change_log as c", "c.seq", "b.seq")
    .select(["b.seq", "c.committed_at", "b.reason"])
    .where("b.ordinal", "=", 0)
    .orderBy("b.seq")
    .execute();
  const history: CatalogueRevision[] = [];
  for (const [index, { seq, committed_at, reason }] of layouts.entries()) {
    const definition = await readBoardRows(db, seq);
    history.push({ revision: index + 1, seq, committedAt: committed_at, reason, definition });
  }
  return history.toReversed();
}
