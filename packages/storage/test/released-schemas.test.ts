import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, test } from "vitest";
import { openStorage } from "../src/index.ts";
import { now } from "./contract/figures.ts";
import { RELEASED, storedDatabase } from "./contract/released.ts";

const folder = mkdtempSync(join(tmpdir(), "diaodu-released-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The statements that made a database, as SQLite keeps them; `more` is run on it before its upgrade. */
async function schemaOf(name: string, more = ""): Promise<string[]> {
  const path = join(folder, `${name}.db`);
  const before = new DatabaseSync(path);
  before.exec(more);
  before.close();
  const storage = await openStorage({ url: `file:${path}`, now });
  await storage.close();
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database
    .prepare("select sql from sqlite_schema where sql is not null and name not like 'sqlite_%'")
    .all();
  database.close();
  return rows.map(({ sql }) => `${String(sql)};`).toSorted();
}

test("what released migrations make is not changed any more: a new database is the stored one", async () => {
  const latest = RELEASED.at(-1) ?? 0;
  const stored = new DatabaseSync(":memory:");
  stored.exec(storedDatabase(latest, "sqlite"));
  const rows = stored.prepare("select sql from sqlite_schema where sql is not null").all();
  const sql = rows.map((row) => `${String(row["sql"])};`).toSorted();
  stored.close();
  expect(await schemaOf("fresh")).toEqual(sql);
});

test.each([1, ...RELEASED])(
  "schema %i brought to the present is the same as a new database",
  async (schema) => {
    const old = storedDatabase(schema, "sqlite") + storedDatabase(schema, "rows");
    expect(await schemaOf(`from-${schema}`, old)).toEqual(await schemaOf(`new-${schema}`));
  },
);
