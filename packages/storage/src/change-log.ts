import type { StoredObservation } from "@diaodu/domain";
import { sql } from "kysely";
import { audienceOf, type Change, type NewChange } from "./change.ts";
import type { Engine, Reader, Writer } from "./engine/engine.ts";
import { checkLimit } from "./limit.ts";
import { OBSERVATION_COLUMNS, storedObservation } from "./observation-columns.ts";

/** More rows than this in one change are not sent along with it; they are read when needed. */
export const ROWS_IN_A_CHANGE = 1000;

/**
 * Waits for the turn, appends `change` and returns its seq: the head plus one, without holes. Two
 * statements: the second's snapshot must be younger than the turn (SPEC.md [L11]).
 */
export async function appendChange(
  engine: Engine,
  tx: Writer,
  change: NewChange,
  committedAt: string,
): Promise<number> {
  const turn = await engine.takeLogTurn(tx);
  const { seq } = await tx
    .insertInto("change_log")
    .columns(["seq", "committed_at", "kind", "audience", "payload", "mark"])
    .expression((eb) =>
      eb
        .selectFrom("change_log")
        .select([
          sql<number>`coalesce(max(seq), 0) + 1`.as("seq"),
          sql<string>`cast(${committedAt} as text)`.as("committed_at"),
          sql<string>`cast(${change.kind} as text)`.as("kind"),
          sql<string>`cast(${audienceOf(change.kind)} as text)`.as("audience"),
          sql<string>`cast(${JSON.stringify(change.payload)} as text)`.as("payload"),
          sql<string>`cast(${turn.mark} as text)`.as("mark"),
        ]),
    )
    .returning(["seq", engine.announcement.as("announced")])
    .executeTakeFirstOrThrow();
  turn.appended();
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
  checkLimit(limit, 10_000);
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

export interface LogRow {
  readonly seq: number;
  readonly committed_at: string;
  readonly kind: string;
  readonly payload: string;
}

/** The figures of a change stand in the observation table once; the log row only counts them. */
export async function withObservations(db: Reader, rows: readonly LogRow[]): Promise<Change[]> {
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

/** What a catalogue change of an older program did not know of. */
const NO_UNITS = { units: [], duties: [] };

function parseRow(row: LogRow): Change {
  const head = { seq: row.seq, committedAt: row.committed_at };
  // Only appendChange writes these rows, so kind and payload belong together.
  const payload: unknown = JSON.parse(row.payload);
  const read = { kind: row.kind, payload } as NewChange;
  switch (read.kind) {
    case "observations":
      return {
        ...head,
        ...read,
        audience: "public",
        payload: { ...read.payload, observations: null },
      };
    case "round":
      return { ...head, ...read, audience: "public" };
    case "report":
      return { ...head, ...read, audience: "reports" };
    case "access":
      return { ...head, ...read, audience: "server" };
    case "dispatch":
      return { ...head, ...read, audience: "cycle" };
    case "region":
    case "indicator":
    case "target":
    case "rule":
    case "unit":
    case "duty":
    case "board":
      return {
        ...head,
        kind: read.kind,
        audience: "public",
        payload: { ...NO_UNITS, ...read.payload },
      };
  }
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
