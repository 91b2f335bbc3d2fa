import type { EntryState, StoredObservation } from "@diaodu/domain";
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
  readonly units: readonly string[];
  /** Keys of duties, as the domain's `dutyKey` makes them; of those that ended too. */
  readonly duties: readonly string[];
  /** Whether the layout of the board was replaced. */
  readonly board: boolean;
}

export type CatalogueChangeKind =
  | "region"
  | "indicator"
  | "target"
  | "rule"
  | "unit"
  | "duty"
  | "board";

/** A reported figure that changed, without the figure. */
export interface ReportMark {
  readonly id: string;
  readonly unit: string;
  readonly region: string;
  readonly state: EntryState;
  readonly version: number;
}

/** Whose rights changed or ended, by id: whoever serves them looks again. */
export interface AccessChange {
  readonly accounts: readonly string[];
  readonly sessions: readonly string[];
  readonly screens: readonly string[];
  /** API keys. */
  readonly keys: readonly string[];
}

/** One row of the log. `audience` says who may be told that it happened. */
export type Change = {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly committedAt: string;
} & (
  | {
      readonly kind: "observations";
      readonly audience: "public";
      readonly payload: {
        readonly count: number;
        /** The accepted figures in their order; null when there are more than 1,000 (a bulk load). */
        readonly observations: readonly StoredObservation[] | null;
        /** The entries that a publication decided, returned ones too; absent otherwise. Not public. */
        readonly reports?: readonly ReportMark[];
      };
    }
  | {
      readonly kind: CatalogueChangeKind;
      readonly audience: "public";
      readonly payload: CatalogueChange;
    }
  | { readonly kind: "round"; readonly audience: "public"; readonly payload: RoundOpening }
  | {
      readonly kind: "report";
      readonly audience: "reports";
      readonly payload: { readonly entries: readonly ReportMark[] };
    }
  | { readonly kind: "access"; readonly audience: "server"; readonly payload: AccessChange }
);

/** A dispatch round that began: time itself as a fact of the log. */
export interface RoundOpening {
  /** `2020-R090` */
  readonly code: string;
  /** First day of the round. */
  readonly start: string;
}

export type NewChange =
  | { readonly kind: "round"; readonly payload: RoundOpening }
  | {
      readonly kind: "observations";
      readonly payload: { readonly count: number; readonly reports?: readonly ReportMark[] };
    }
  | { readonly kind: CatalogueChangeKind; readonly payload: CatalogueChange }
  | { readonly kind: "report"; readonly payload: { readonly entries: readonly ReportMark[] } }
  | { readonly kind: "access"; readonly payload: AccessChange };

function audienceOf(kind: NewChange["kind"]): Change["audience"] {
  if (kind === "report") return "reports";
  return kind === "access" ? "server" : "public";
}

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
          sql<string>`cast(${audienceOf(change.kind)} as text)`.as("audience"),
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

/** What a catalogue change of an older program did not know of. */
const NO_UNITS = { units: [], duties: [] };

function parseRow(row: LogRow): Change {
  const head = { seq: row.seq, committedAt: row.committed_at };
  // Only appendChange writes these rows, so kind and payload belong together.
  const read = { kind: row.kind, payload: JSON.parse(row.payload) } as NewChange;
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
    default:
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
