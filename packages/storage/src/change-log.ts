import type { StoredObservation } from "@diaodu/domain";
import { sql } from "kysely";
import type { Engine, Reader, Writer } from "./engine/engine.ts";
import { OBSERVATION_COLUMNS, storedObservation } from "./observation-columns.ts";

/** More rows than this in one change are not sent along with it; they are read when needed. */
export const ROWS_IN_A_CHANGE = 1000;

/** What a catalogue change touched, by key. */
export interface CatalogueChange {
  readonly regions: readonly string[];
  readonly indicators: readonly string[];
  readonly targets: readonly {
    readonly indicator: string;
    readonly region: string;
    readonly year: number;
    readonly revision: number;
  }[];
  readonly rules: readonly string[];
  /** Whether the layout of the board was replaced. */
  readonly board: boolean;
}

export type CatalogueChangeKind = "region" | "indicator" | "target" | "rule" | "board";

/** One row of the log. */
export type Change = {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly committedAt: string;
  readonly audience: "public";
} & (
  | {
      readonly kind: "observations";
      readonly payload: {
        readonly count: number;
        /** The accepted figures in their order; null when there are more than 1,000 (a bulk load). */
        readonly observations: readonly StoredObservation[] | null;
      };
    }
  | { readonly kind: CatalogueChangeKind; readonly payload: CatalogueChange }
  | { readonly kind: "round"; readonly payload: RoundOpening }
);

/** A dispatch round that began: time itself as a fact of the log. */
export interface RoundOpening {
  /** `2020-R090` */
  readonly code: string;
  /** First day of the round. */
  readonly start: string;
}

type NewChange =
  | { readonly kind: "round"; readonly payload: RoundOpening }
  | { readonly kind: "observations"; readonly payload: { readonly count: number } }
  | { readonly kind: CatalogueChangeKind; readonly payload: CatalogueChange };

/** Waits for the turn, appends `change` and returns its seq: the head plus one, without holes. */
export async function appendChange(
  engine: Engine,
  tx: Writer,
  change: NewChange,
  committedAt: string,
): Promise<number> {
  await engine.takeLogTurn(tx);
  const { seq } = await tx
    .insertInto("change_log")
    .columns(["seq", "committed_at", "kind", "audience", "payload"])
    .expression((eb) =>
      eb
        .selectFrom("change_log")
        .select([
          sql<number>`coalesce(max(seq), 0) + 1`.as("seq"),
          sql<string>`cast(${committedAt} as text)`.as("committed_at"),
          sql<string>`cast(${change.kind} as text)`.as("kind"),
          sql<string>`'public'`.as("audience"),
          sql<string>`cast(${JSON.stringify(change.payload)} as text)`.as("payload"),
        ]),
    )
    .returning(["seq", engine.announcement.as("announced")])
    .executeTakeFirstOrThrow();
  return seq;
}

export async function readHeadSeq(db: Reader): Promise<number> {
  const row = await db
    .selectFrom("change_log")
    .select((eb) => eb.fn.max("seq").as("head"))
    .executeTakeFirst();
  return row?.head ?? 0;
}

/** The changes after `seq`, in order. @throws RangeError when `limit` is not within 1..10,000 */
export async function readChangesSince(db: Reader, seq: number, limit = 500): Promise<Change[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) {
    throw new RangeError(`limit must be within 1..10000, not ${limit}`);
  }
  const rows = await db
    .selectFrom("change_log")
    .select(["seq", "committed_at", "kind", "payload"])
    .where("seq", ">", seq)
    .orderBy("seq")
    .limit(limit)
    .execute();
  return withObservations(db, rows);
}

export async function readChange(db: Reader, seq: number): Promise<Change | null> {
  const rows = await db
    .selectFrom("change_log")
    .select(["seq", "committed_at", "kind", "payload"])
    .where("seq", "=", seq)
    .execute();
  return (await withObservations(db, rows))[0] ?? null;
}

interface LogRow {
  readonly seq: number;
  readonly committed_at: string;
  readonly kind: string;
  readonly payload: string;
}

/** The figures of a change stand in the observation table once; the log row only counts them. */
async function withObservations(db: Reader, rows: readonly LogRow[]): Promise<Change[]> {
  const changes = rows.map(parseRow);
  const wanted = changes
    .filter((c) => c.kind === "observations" && c.payload.count <= ROWS_IN_A_CHANGE)
    .map((c) => c.seq);
  const figures = await readObservationsOf(db, wanted);
  return changes.map((c) =>
    c.kind === "observations"
      ? { ...c, payload: { ...c.payload, observations: figures.get(c.seq) ?? null } }
      : c,
  );
}

function parseRow(row: LogRow): Change {
  const head = { seq: row.seq, committedAt: row.committed_at, audience: "public" as const };
  // Only appendChange writes these rows, so kind and payload belong together.
  if (row.kind === "observations") {
    const { count } = JSON.parse(row.payload) as { count: number };
    return { ...head, kind: "observations", payload: { count, observations: null } };
  }
  if (row.kind === "round") {
    return { ...head, kind: "round", payload: JSON.parse(row.payload) as RoundOpening };
  }
  return {
    ...head,
    kind: row.kind as CatalogueChangeKind,
    payload: JSON.parse(row.payload) as CatalogueChange,
  };
}

/** The observations that each of these changes accepted, in the order they were sent. */
export async function readObservationsOf(
  db: Reader,
  seqs: readonly number[],
): Promise<Map<number, StoredObservation[]>> {
  const bySeq = new Map<number, StoredObservation[]>();
  if (seqs.length === 0) return bySeq;
  const rows = await db
    .selectFrom("observation")
    .select(OBSERVATION_COLUMNS)
    .where("seq", "in", seqs)
    .orderBy("seq")
    .orderBy("ordinal")
    .execute();
  for (const row of rows) {
    const list = bySeq.get(row.seq);
    if (list === undefined) bySeq.set(row.seq, [storedObservation(row)]);
    else list.push(storedObservation(row));
  }
  return bySeq;
}
