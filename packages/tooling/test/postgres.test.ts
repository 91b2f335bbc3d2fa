import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostgres, startPostgres, type PostgresServer } from "../src/postgres.ts";
import { runStatement } from "../src/postgres-query.ts";

const found = (["system", "embedded"] as const).flatMap((origin) => {
  try {
    return [findPostgres(process.env, [origin])];
  } catch {
    return [];
  }
});

it("finds a PostgreSQL on this machine", () => {
  expect(found.length).toBeGreaterThan(0);
});

it("says what to install when there is none", () => {
  expect(() => findPostgres({ PATH: "" }, ["path"])).toThrow("apt-get install -y postgresql");
});

describe.each(found)("PostgreSQL from $origin", (binaries) => {
  let server: PostgresServer;
  const ask = (database: string, statement: string): Promise<void> =>
    runStatement(`${server.socketFolder}/.s.PGSQL.5432`, "postgres", database, statement);

  beforeAll(async () => {
    server = await startPostgres({ binaries, settings: { max_connections: "12" } });
  }, 60_000);
  afterAll(() => server.stop());

  it("answers on the database diaodu", async () => {
    expect(server.url).toMatch(/^postgres:\/\/postgres@localhost:5432\/diaodu\?host=/);
    await expect(ask("diaodu", "CREATE TABLE figure (value text)")).resolves.toBeUndefined();
  });

  it("keeps databases apart", async () => {
    expect(await server.createDatabase("another")).toContain("/another?");
    await expect(ask("another", "SELECT * FROM figure")).rejects.toThrow("does not exist");
  });

  it("orders text by code point and applies the settings it was given", async () => {
    const facts = `DO $$ BEGIN
       ASSERT current_setting('server_encoding') = 'UTF8';
       ASSERT current_setting('max_connections') = '12';
       ASSERT 'B' < 'a';
     END $$`;
    await expect(ask("diaodu", facts)).resolves.toBeUndefined();
  });

  it("keeps committed rows over a crash", async () => {
    await ask("diaodu", "INSERT INTO figure VALUES ('-6.8')");
    await server.kill();
    await expect(ask("diaodu", "SELECT 1")).rejects.toThrow();
    await server.restart();
    await ask("diaodu", "DO $$ BEGIN ASSERT (SELECT count(*) FROM figure) = 1; END $$");
  }, 60_000);
});

it("leaves nothing behind after stop", async () => {
  const server = await startPostgres();
  await server.stop();
  await server.stop();
  expect(existsSync(server.socketFolder)).toBe(false);
}, 60_000);
