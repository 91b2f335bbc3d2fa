import type { RoundStanding } from "@diaodu/domain";
import { CompiledQuery, type Selectable } from "kysely";
import type { Engine, Reader, Writer } from "../engine/engine.ts";
import { checkLimit } from "../limit.ts";
import { insertOfJson } from "../observation-columns.ts";
import type { Schema } from "../schema.ts";
import type { DispatchRecords } from "./records.ts";

const COLUMNS = [
  "round",
  "indicator",
  "region",
  "light",
  "words",
  "gap",
  "period",
  "value",
  "overdue_days",
  "streak",
  "trouble",
  "since",
  "made_up",
  "seq",
] as const;

/** All of a round's standings in one statement. */
export async function insertStandings(
  engine: Engine,
  tx: Writer,
  standings: readonly RoundStanding[],
  seq: number,
): Promise<void> {
  if (standings.length === 0) return;
  const rows = standings.map((one) => [
    one.round,
    one.indicator,
    one.region,
    one.light,
    one.words,
    one.gap,
    one.period,
    one.value,
    one.overdueDays,
    one.streak,
    one.trouble,
    one.since,
    one.madeUp === null ? null : JSON.stringify(one.madeUp),
    seq,
  ]);
  const insert = insertOfJson("round_standing", COLUMNS, engine.jsonRows);
  await tx.executeQuery(CompiledQuery.raw(insert, [JSON.stringify(rows)]));
}

/** See {@link DispatchRecords.standings}. */
export async function readStandings(
  db: Reader,
  filter: Parameters<DispatchRecords["standings"]>[0],
): Promise<RoundStanding[]> {
  const { rounds, indicator, region, roundPrefix, limit = 10_000 } = filter;
  checkLimit(limit, 10_000);
  if (rounds?.length === 0) return [];
  const rows = await db
    .selectFrom("round_standing")
    .select(COLUMNS)
    .$if(rounds !== undefined, (q) => q.where("round", "in", rounds ?? []))
    .$if(indicator !== undefined, (q) => q.where("indicator", "=", indicator ?? ""))
    .$if(region !== undefined, (q) => q.where("region", "=", region ?? ""))
    // Codes of rounds are ASCII, and nothing in them sorts after a tilde.
    .$if(roundPrefix !== undefined, (q) =>
      q.where("round", ">=", roundPrefix ?? "").where("round", "<", `${roundPrefix ?? ""}~`),
    )
    .orderBy("round", "desc")
    .orderBy("indicator", "desc")
    .orderBy("region", "desc")
    .limit(limit)
    .execute();
  return rows.map(standingOf).toReversed();
}

function standingOf(row: Omit<Selectable<Schema["round_standing"]>, "seq">): RoundStanding {
  return {
    round: row.round,
    indicator: row.indicator,
    region: row.region,
    light: row.light as RoundStanding["light"],
    words: row.words,
    gap: row.gap,
    period: row.period,
    value: row.value,
    overdueDays: row.overdue_days,
    streak: row.streak,
    trouble: row.trouble,
    since: row.since,
    madeUp: row.made_up === null ? null : (JSON.parse(row.made_up) as RoundStanding["madeUp"]),
  };
}
