import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { examine, openStorage } from "../src/index.ts";
import { now } from "./contract/figures.ts";

const root = mkdtempSync(join(tmpdir(), "diaodu-upgrade-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(root, "one-")), "diaodu.db");
});

function schema3(more = ""): void {
  const database = new DatabaseSync(path);
  for (const name of ["sqlite", "rows"]) {
    const file = new URL(`./fixtures/schema-3.${name}.sql`, import.meta.url);
    database.exec(readFileSync(file, "utf8"));
  }
  database.exec(more);
  database.close();
}

const kept = (schema: number): string => `${path}.schema-${schema}.bak`;
const open = (over = {}) => openStorage({ url: `file:${path}`, now, ...over });

describe("an upgrade of the embedded database", () => {
  test("keeps the old one beside it, whole, for the program that wrote it", async () => {
    schema3();
    const storage = await open();
    await storage.close();
    const old = await examine(kept(3));
    expect(old).toMatchObject({ schema: 3, seq: 6, audit: { rows: 7 } });
    expect(statSync(kept(3)).mode & 0o777).toBe(0o600);
  });

  test("keeps what the last program left in its WAL alone", async () => {
    schema3();
    const writer = new DatabaseSync(path);
    writer.exec("pragma journal_mode = wal; pragma wal_autocheckpoint = 0");
    writer.exec("insert into meta (key, value) values ('late', 'yes')");
    const storage = await open();
    await storage.close();
    writer.close();
    const old = new DatabaseSync(kept(3), { readOnly: true });
    expect(old.prepare("select value from meta where key = 'late'").get()).toEqual({
      value: "yes",
    });
    old.close();
  });

  test("that fails leaves the database as it was", async () => {
    // What the migration is about to make is there already: it cannot.
    schema3("create table message (x text); insert into message values ('kept')");
    await expect(open()).rejects.toThrow("message");
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare("select max(version) as version from migration").get()).toEqual({
      version: 3,
    });
    expect(database.prepare("select x from message").all()).toEqual([{ x: "kept" }]);
    const tables = database.prepare(
      "select count(*) as n from sqlite_schema where name = 'record'",
    );
    expect(tables.get()).toEqual({ n: 0 });
    database.close();
    expect(await examine(kept(3))).toMatchObject({ schema: 3, seq: 6 });
  });

  test("is none where the schema is the present one, and nothing is kept", async () => {
    await (await open()).close();
    await (await open()).close();
    for (const schema of [1, 2, 3, 4, 5, 6, 7]) expect(existsSync(kept(schema))).toBe(false);
  });

  test("is not begun where the old one cannot be kept", async () => {
    schema3();
    // A folder stands where the copy would.
    mkdirSync(join(kept(3), "in-the-way"), { recursive: true });
    await expect(open()).rejects.toThrow();
    const database = new DatabaseSync(path, { readOnly: true });
    expect(database.prepare("select max(version) as version from migration").get()).toEqual({
      version: 3,
    });
    database.close();
  });
});
