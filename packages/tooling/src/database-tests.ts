import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** By these a test comes by a database whose kind the run chooses. */
const OPENS_A_DATABASE = /\b(openWorld|openOutbox|makeTestDatabase)\b/u;

/**
 * The test files that open a database of the kind that the run is about: these are run on both, what
 * is pure once. Who writes one need not think of it.
 *
 * @returns paths from the root of the repository
 */
export function testsWithDatabase(root: string, pattern: string): string[] {
  return globSync(pattern, { cwd: root, exclude: (path) => path.includes("node_modules") }).filter(
    (path) => OPENS_A_DATABASE.test(readFileSync(join(root, path), "utf8")),
  );
}
