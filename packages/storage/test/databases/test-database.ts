import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { postgresAt } from "@diaodu/tooling/postgres";
import { TEMPLATE } from "./template.ts";

/** A database of one test's own. */
export interface TestDatabase {
  readonly kind: "sqlite" | "postgres";
  /** As `openStorage` and `DIAODU_DATABASE_URL` read it; any number of processes may open it. */
  readonly url: string;
  /** Removes it, whoever is still connected. */
  remove(): Promise<void>;
}

/**
 * An empty database of the kind that this run of the tests is about: the embedded one, or, in the
 * vitest projects that start a PostgreSQL, a database on that.
 *
 * @param data folder of an installation, in which the embedded one then lies under its usual name;
 *   who made the folder removes it
 */
export async function makeTestDatabase(data?: string): Promise<TestDatabase> {
  const server = await postgresFolder();
  if (server !== undefined) return onPostgres(server);
  return data === undefined ? embeddedAlone() : embeddedIn(data);
}

async function postgresFolder(): Promise<string | undefined> {
  // Screenshots and benchmarks open worlds too, and no vitest runs them.
  if (process.env["VITEST"] === undefined) return undefined;
  const { inject } = await import("vitest");
  return inject("postgresFolder");
}

function embeddedIn(data: string): TestDatabase {
  return { kind: "sqlite", url: `file:${join(data, "diaodu.db")}`, remove: async () => {} };
}

function embeddedAlone(): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), "diaodu-database-"));
  const remove = async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return { ...embeddedIn(folder), remove };
}

async function onPostgres(folder: string): Promise<TestDatabase> {
  const server = postgresAt(folder);
  const name = `test_${randomUUID()}`;
  return {
    kind: "postgres",
    url: await server.createDatabase(name, TEMPLATE),
    remove: () => server.run("postgres", `drop database "${name}" with (force)`),
  };
}
