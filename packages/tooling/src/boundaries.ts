import { globSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { RULES } from "./boundary-rules.ts";

export interface BoundaryReport {
  /** Source files that were read, relative to the root. */
  readonly modules: readonly string[];
  /** Source files on disk that were not read: a parser that gives up would make all rules pass. */
  readonly unseen: readonly string[];
  /** One line for each forbidden import: the rule, the importing file, the imported one. */
  readonly violations: readonly string[];
}

const FOLDERS = ["packages", "apps", "tests"];

/**
 * Reads every import of the repository at `root`, type-only ones included, and holds it
 * against the one-way rules.
 */
export async function checkBoundaries(root: string): Promise<BoundaryReport> {
  const sources = globSync(
    FOLDERS.map((folder) => `${folder}/**/*.{ts,tsx}`),
    {
      cwd: root,
      exclude: (path) => /(^|[/\\])(node_modules|dist)([/\\]|$)/.test(path),
    },
  ).filter((path) => !path.endsWith(".d.ts"));

  const { output } = await cruise(
    FOLDERS.filter((folder) => sources.some((path) => path.startsWith(folder))),
    {
      baseDir: root,
      parser: "swc",
      ruleSet: { forbidden: RULES },
      validate: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "(^|/)dist/" },
      combinedDependencies: true,
    },
    {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
      mainFields: ["module", "main", "types"],
    },
  );
  const result = output as ICruiseResult;
  const read = new Set(
    result.modules
      .filter((module) => module.couldNotResolve !== true && module.followable !== false)
      .map((module) => module.source),
  );
  return {
    modules: sources.filter((path) => read.has(path)),
    unseen: sources.filter((path) => !read.has(path)).map((path) => join(path)),
    violations: result.summary.violations.map(
      ({ rule, from, to, cycle }) =>
        `${rule.name}: ${from} → ${cycle?.map(({ name }) => name).join(" → ") ?? to}`,
    ),
  };
}
