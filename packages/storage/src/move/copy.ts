import { sql } from "kysely";
import type { Engine } from "../engine/engine.ts";
import type { Place } from "./marks.ts";
import { MoveRefused } from "./refused.ts";
import { quoted, type Source, type Value } from "./source.ts";
import { setPlace } from "./target.ts";
import type { TableKey } from "./tables.ts";

/** Rows in one transaction, and how many bytes they may have together: attachments are large. */
const BATCH_ROWS = 5000;
const BATCH_BYTES = 4 * 1024 * 1024;

/** A column of the target and its type there. */
export interface Column {
  readonly name: string;
  /** As PostgreSQL names it: `text`, `bigint`, `bytea`. */
  readonly type: string;
}

type Row = Readonly<Record<string, Value>>;

/**
 * Copies what the target does not have yet of one table. Each batch is stored together with the
 * place that it reaches, so a move that is killed goes on behind it.
 *
 * @param stored told after each batch how many rows of the table are there
 * @throws MoveRefused for a text that PostgreSQL cannot keep
 */
export async function copyTable(
  engine: Engine,
  source: Source,
  given: {
    readonly table: TableKey;
    readonly columns: readonly Column[];
    readonly place: Place;
    /** Rows that stay behind. */
    readonly passedOver: (row: Row) => boolean;
    readonly stored: (rows: number) => void;
  },
): Promise<void> {
  const { table, columns } = given;
  let { rows, after } = given.place;
  const insert = insertInto(engine, table, columns);
  for (;;) {
    // Read anew for each batch: a statement that is left open would hold up the next transaction.
    const batch = readBatch(source, given, after);
    if (batch.last === null) return;
    after = table.key.map((name) => keyPart(batch.last?.[name]));
    rows += batch.cells.length;
    const place: Place = { table: table.table, after, rows };
    const json = JSON.stringify(batch.cells);
    await engine.write(async (tx) => {
      // A crash of the server may lose the last batches with their places: they are copied again.
      await sql`set local synchronous_commit = off`.execute(tx);
      if (batch.cells.length > 0) await insert(json).execute(tx);
      await setPlace(tx, place);
    });
    given.stored(rows);
  }
}

interface Batch {
  /** Of each row its values in the order of the columns. */
  readonly cells: (string | number | null)[][];
  /** The last row that was looked at, null behind the end. */
  readonly last: Row | null;
}

function readBatch(
  source: Source,
  {
    table,
    columns,
    passedOver,
  }: Pick<Parameters<typeof copyTable>[2], "table" | "columns" | "passedOver">,
  after: Place["after"],
): Batch {
  const names = columns.map(({ name }) => name);
  const cells: Batch["cells"] = [];
  let last: Row | null = null;
  let bytes = 0;
  for (const row of source.rows(table, names, after)) {
    last = row;
    if (passedOver(row)) continue;
    cells.push(
      names.map((name) => {
        const cell = sendable(row[name] ?? null);
        if (typeof cell === "string") {
          bytes += cell.length;
          if (cell.includes("\0")) throw unstorable(table, row, name);
        }
        return cell;
      }),
    );
    if (cells.length >= BATCH_ROWS || bytes >= BATCH_BYTES) break;
  }
  return { cells, last };
}

function unstorable({ table, key }: TableKey, row: Row, column: string): MoveRefused {
  const named = key.map((name) => String(row[name]).replaceAll("\0", "\u2400")).join("|");
  return new MoveRefused({ kind: "unstorable", table, key: named, column });
}

function sendable(value: Value): string | number | null {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

function keyPart(value: Value | undefined): string | number {
  if (typeof value === "string" || typeof value === "number") return value;
  throw new TypeError("a part of a key is neither text nor number");
}

/** Whole batches in a statement of constant text: its one parameter is a JSON array of arrays. */
function insertInto(engine: Engine, { table }: TableKey, columns: readonly Column[]) {
  const cells = columns.map(({ type }, place) => {
    const text = `e.value ->> ${place}`;
    return type === "bytea" ? `decode(${text}, 'base64')` : `(${text})::${type}`;
  });
  const names = columns.map(({ name }) => quoted(name)).join(", ");
  // Its own id stands in the meta of a database from its first opening on.
  const again = table === "meta" ? "on conflict (key) do update set value = excluded.value" : "";
  const [before = "", behind = ""] = engine.jsonRows.split("$1");
  return (json: string) =>
    sql`${sql.raw(`insert into ${quoted(table)} (${names}) select ${cells.join(", ")} from ${before}`)}${json}${sql.raw(`${behind} ${again}`)}`;
}
