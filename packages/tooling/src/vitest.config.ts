import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const never = ["**/node_modules/**", "**/dist/**"];

/** Two projects: what one workspace proves alone, and what crosses them. */
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
          name: "cross",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: [...never, "tests/bench/**"],
          // Each starts servers and browsers: two at a time would measure each other.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
