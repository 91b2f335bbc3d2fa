import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { Engine } from "../engine/engine.ts";
import { quoted, type Source, type Value } from "./source.ts";
import type { TableKey } from "./tables.ts";

/** What one side holds of a table. */
export interface TableSum {
  readonly rows: number;
  /**
   * SHA-256 over the rows in the order of their key: of each the JSON array of its values in the
   * order of the columns' names, bytes as base64, and a line feed.
   */
  readonly hash: string;
}

/** Rows read at once from PostgreSQL. */
const PAGE = 5000;
/** Attachments may be large: few at once. */
const PAGE_OF_BYTES = 20;

type Row = Readonly<Record<string, Value>>;

interface Summed {
  readonly table: TableKey;
  /** Names of the columns, in order. */
  readonly columns: readonly string[];
  /** Rows that count on neither side. */
  readonly passedOver: (row: Row) => boolean;
}

export function sumOfSource(source: Source, summed: Summed): TableSum {
  const sum = adder(summed);
  for (const row of source.rows(summed.table, summed.columns, null)) sum.add(row);
  return sum.total();
}

export async function sumOfTarget(
  engine: Engine,
  summed: Summed & { readonly holdsBytes: boolean },
): Promise<TableSum> {
  const { table, columns, holdsBytes } = summed;
  const sum = adder(summed);
  const names = sql.raw(columns.map(quoted).join(", "));
  const key = sql.raw(table.key.map(quoted).join(", "));
  const page = holdsBytes ? PAGE_OF_BYTES : PAGE;
  let after: readonly unknown[] | null = null;
  for (;;) {
    const beyond: RawBuilder<unknown> =
      after === null ? sql`` : sql`where (${key}) > (${sql.join(after)})`;
    const { rows }: { readonly rows: readonly Row[] } =
      await sql<Row>`select ${names} from ${sql.table(table.table)} ${beyond}
      order by ${key} limit ${page}`.execute(engine.reads);
    for (const row of rows) sum.add(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < page) return sum.total();
    after = table.key.map((name) => last[name]);
  }
}

function adder({ columns, passedOver }: Summed) {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    add(row: Row): void {
      if (passedOver(row)) return;
      rows += 1;
      hash.update(`${JSON.stringify(columns.map((name) => shown(row[name])))}\n`);
    },
    total: (): TableSum => ({ rows, hash: hash.digest("hex") }),
  };
}

function shown(value: Value | undefined): string | number | null {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  return value ?? null;
}
