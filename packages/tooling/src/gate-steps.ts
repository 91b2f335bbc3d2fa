/** One thing that must hold before a change is good, checked by a program of its own. */
export interface GateStep {
  readonly name: string;
  /** Arguments to the pinned Node, from the root of the repository. */
  readonly args: readonly string[];
  /** Steps that must have passed; when these are not asked for, they are taken as done. */
  readonly after: readonly string[];
  /** Uses both cores itself, so it runs alone. */
  readonly alone: boolean;
}

const vitest = [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--config",
  "packages/tooling/src/vitest.config.ts",
  // Nothing of what passed, not even what it printed: whatever is kept of an output says what failed.
  "--reporter=minimal",
];
// Without --strict it also sees the tests; with it, only what is shipped: files and dependencies,
// since an export may be there for a test alone.
const knip = [
  "node_modules/knip/bin/knip.js",
  "--no-progress",
  "--no-config-hints",
  "--config=packages/tooling/knip.json",
];
const step = (
  name: string,
  args: readonly string[],
  after: readonly string[] = [],
  alone = false,
): GateStep => ({ name, args, after, alone });

/** In the order in which they start: what is cheap and often wrong comes first. */
export const STEPS: readonly GateStep[] = [
  step("types", ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.json"]),
  step("format", ["node_modules/oxfmt/bin/oxfmt", "--check", "."]),
  step("lint", [
    "node_modules/oxlint/bin/oxlint",
    "--config=packages/tooling/oxlintrc.json",
    "packages",
    "apps",
    "tests",
  ]),
  step("boundaries", ["packages/tooling/src/boundaries-check.ts"]),
  step("modules", ["packages/tooling/src/module-size.ts"]),
  step("unused", knip),
  step("unused-shipped", [...knip, "--strict", "--files", "--dependencies"]),
  step("build", ["packages/tooling/src/web-build.mjs"]),
  step("budgets", ["packages/tooling/src/bundle-size.ts"], ["build"]),
  step("prepare", ["packages/tooling/src/prepare.ts"]),
  step("unit", [...vitest, "--project=unit"], ["prepare"], true),
  step("unit-postgres", [...vitest, "--project=unit-postgres"], ["prepare"], true),
  step("cross", [...vitest, "--project=cross"], ["build", "prepare"], true),
  step("cross-postgres", [...vitest, "--project=cross-postgres"], ["build", "prepare"], true),
];
