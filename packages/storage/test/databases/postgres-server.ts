import { startPostgres } from "@diaodu/tooling/postgres";
import type { TestProject } from "vitest/node";
import { openStorage } from "../../src/index.ts";
import { TEMPLATE } from "./template.ts";

/**
 * One PostgreSQL for all files of a vitest project: a database with the schema and not a row is made
 * once, and each world copies it, which takes a hundredth of the time that its migrations would.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres({
    settings: {
      // Nothing here outlives the machine.
      fsync: "off",
      full_page_writes: "off",
      // A world has a pool of ten, and some tests open several.
      max_connections: "300",
    },
  });
  const url = await server.createDatabase(TEMPLATE);
  const storage = await openStorage({ url, now: () => new Date("2020-01-01T00:00:00Z") });
  await storage.close();
  // Each copy makes an id of its own at its first opening.
  await server.run(TEMPLATE, "delete from meta");
  project.provide("postgresFolder", server.socketFolder);
  return () => server.stop();
}
