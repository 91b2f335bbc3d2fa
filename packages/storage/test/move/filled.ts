import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { openStorage } from "../../src/index.ts";
import { TABLES } from "../../src/move/tables.ts";
import { now } from "../contract/figures.ts";

/** Texts that a careless copy would change. */
const HARD = ["德州市 🏙 é", `"quoted" \\ 'single'`, "a line\nand a tab\t", "", "null", " 0.10 "];

/**
 * Fills an embedded database: every table gets rows, whatever they are called, with values of every
 * type that its columns take; the audit log gets a true chain.
 *
 * @param rows of each table but the audit log, which has 20
 */
export async function fillEveryTable(path: string, rows: number): Promise<void> {
  const storage = await openStorage({ url: `file:${path}`, now });
  const at = now().toISOString();
  const actor = { kind: "system", id: null, name: "测试", ip: null } as const;
  for (let n = 0; n < 20; n += 1) {
    const detail = n % 2 === 0 ? null : { n, words: HARD[n % HARD.length] };
    await storage.appendAudit({
      at,
      actor,
      action: "system.start",
      object: null,
      result: "done",
      detail,
    });
  }
  await storage.close();
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma foreign_keys = on; begin");
    for (const { table, key } of TABLES) {
      if (table !== "audit") fillTable(database, table, key, rows);
    }
    database.exec("commit");
  } finally {
    database.close();
  }
}

interface ColumnInfo {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
}

function fillTable(
  database: DatabaseSync,
  table: string,
  key: readonly string[],
  rows: number,
): void {
  const columns = database
    .prepare('select name, type, "notnull" from pragma_table_info(?)')
    .all(table) as unknown as ColumnInfo[];
  const referred = new Map(
    database
      .prepare(`select "from", "table", "to" from pragma_foreign_key_list(?)`)
      .all(table)
      .map((row) => [String(row["from"]), valuesOf(database, String(row["table"]), row["to"])]),
  );
  const names = columns.map(({ name }) => `"${name}"`).join(", ");
  const insert = database.prepare(
    `insert into "${table}" (${names}) values (${columns.map(() => "?").join(", ")})`,
  );
  for (let n = 1; n <= rows; n += 1) {
    insert.run(
      ...columns.map((column) => {
        const others = referred.get(column.name);
        if (others !== undefined) return others[n % others.length] ?? null;
        return valueFor(column, n, key.includes(column.name));
      }),
    );
  }
}

/** What the tables before this one hold. */
function valuesOf(database: DatabaseSync, table: string, column: unknown): SQLInputValue[] {
  const name = `"${String(column)}"`;
  return database
    .prepare(`select ${name} as value from "${table}" order by 1 limit 500`)
    .all()
    .map(({ value }) => value ?? null);
}

/** Of columns that take but few values. */
const LISTED: Readonly<Record<string, (n: number) => SQLInputValue>> = {
  simulated: (n) => n % 2,
  unchanged: (n) => n % 2,
  must_change_password: (n) => n % 2,
  hour: (n) => 1 + (n % 24),
  state: () => "waiting",
  outcome: () => "sent",
};

function valueFor({ name, type, notnull }: ColumnInfo, n: number, isKey: boolean): SQLInputValue {
  const listed = LISTED[name];
  if (listed !== undefined) return listed(n);
  if (notnull === 0 && !isKey && n % 3 === 0) return null;
  if (type.toLowerCase() === "integer") return n;
  if (type.toLowerCase() === "blob")
    return Uint8Array.from({ length: n % 300 }, (_, i) => (i * n) % 256);
  return `${name}-${n} ${HARD[n % HARD.length] ?? ""}`;
}
