import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { testsWithDatabase } from "./database-tests.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const never = ["**/node_modules/**", "**/dist/**"];

/** Starts the PostgreSQL of a project, on which each test makes databases of its own. */
const postgres = [`${root}packages/storage/test/databases/postgres-server.ts`];

/**
 * What one workspace proves alone, and what crosses them. Whatever opens a database is run on both:
 * embedded, and once more on PostgreSQL.
 */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["packages/**/*.test.{ts,tsx}", "apps/**/*.test.{ts,tsx}"],
          exclude: never,
          // By itself it would leave one of two cores idle; nothing else runs beside these.
          maxWorkers: "100%",
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: "unit-postgres",
          include: testsWithDatabase(root, "apps/server/src/**/*.test.ts"),
          globalSetup: postgres,
          maxWorkers: "100%",
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        root,
        test: {
          name: "cross",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: never,
          // Each starts servers and browsers: two at a time would measure each other.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: "cross-postgres",
          include: [
            ...testsWithDatabase(root, "tests/model/*.test.ts"),
            // Whole rounds of dispatch, by everybody who takes part and on every kind of page.
            "tests/browser/{whole-round,six-rounds}.test.ts",
          ],
          globalSetup: postgres,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
