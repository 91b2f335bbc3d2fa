import { existsSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { openAlone } from "../engine/alone.ts";
import { openSqlite, sqlitePath } from "../engine/sqlite.ts";
import { DATABASE_ID } from "../meta.ts";
import { migrate } from "../migrations/migrate.ts";
import { LEAVING, type Leaving, parsed } from "./marks.ts";
import { MoveRefused } from "./refused.ts";
import type { TableKey } from "./tables.ts";

/** A value of a row: flags and positions are numbers, everything else is text or bytes. */
export type Value = string | number | null | Uint8Array;

/** The embedded database that is left; nobody else has it open meanwhile. */
export interface Source {
  readonly databaseId: string;
  readonly leaving: Leaving | null;
  /** Null takes the mark away. */
  setLeaving(leaving: Leaving | null): void;
  /** By name. */
  columnsOf(table: string): readonly string[];
  count(table: string): number;
  /** Rows in the order of their key, after the given one; read as they are asked for. */
  rows(
    table: TableKey,
    columns: readonly string[],
    after: readonly Value[] | null,
  ): Iterable<Readonly<Record<string, Value>>>;
  close(): void;
}

/** How long a command that has the file open for a moment is waited for, in milliseconds. */
const PATIENCE = 2000;

/**
 * Opens the file for this process alone, and brings it forward to this program's schema: a server
 * that has it open is noticed, and one that starts meanwhile finds it locked. The lock ends with the
 * process, however that ends.
 *
 * @throws MoveRefused, SchemaTooNew
 */
export async function openSource(
  url: string,
  from: { readonly now: () => Date; readonly newId: () => string },
): Promise<Source> {
  const path = sqlitePath(url);
  if (!existsSync(path)) throw new MoveRefused({ kind: "no_source" });
  // Looked at first, so that no other program's schema is changed under it.
  openHeld(path).close();
  const engine = openSqlite(url);
  try {
    await migrate(engine, from);
  } finally {
    await engine.close();
  }
  return sourceOf(openHeld(path));
}

function openHeld(path: string): DatabaseSync {
  const database = openAlone(path, PATIENCE);
  if (database === null) throw new MoveRefused({ kind: "source_in_use" });
  return database;
}

function sourceOf(database: DatabaseSync): Source {
  const readMeta = (key: string): string | null => {
    const row = database.prepare("select value from meta where key = ?").get(key);
    return row === undefined ? null : String(row["value"]);
  };
  return {
    databaseId: readMeta(DATABASE_ID) ?? "",
    leaving: parsed<Leaving>(readMeta(LEAVING)),
    setLeaving(leaving) {
      if (leaving === null) {
        database.prepare("delete from meta where key = ?").run(LEAVING);
        return;
      }
      database
        .prepare("insert or replace into meta (key, value) values (?, ?)")
        .run(LEAVING, JSON.stringify(leaving));
    },
    columnsOf: (table) =>
      database
        .prepare("select name from pragma_table_info(?) order by name")
        .all(table)
        .map(({ name }) => String(name)),
    count: (table) =>
      Number(database.prepare(`select count(*) as n from ${quoted(table)}`).get()?.["n"]),
    rows({ table, key }, columns, after) {
      const names = key.map(quoted).join(", ");
      const beyond = after === null ? "" : `where (${names}) > (${key.map(() => "?").join(", ")})`;
      const statement = database.prepare(
        `select ${columns.map(quoted).join(", ")} from ${quoted(table)} ${beyond} order by ${names}`,
      );
      return statement.iterate(...(after ?? [])) as Iterable<Record<string, Value>>;
    },
    close: () => database.close(),
  };
}

/** A name of our own schema as both databases read it. */
export function quoted(name: string): string {
  return `"${name}"`;
}
