import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkBoundaries } from "../src/boundaries.ts";

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "diaodu-boundaries-")));
  write("package.json", "{}");
  for (const name of ["domain", "storage", "charts", "tooling", "sync"]) {
    write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@diaodu/${name}`, exports: { ".": "./src/index.ts" } }),
    );
    write(`packages/${name}/src/index.ts`, `export type Row = { name: "${name}" };`);
    mkdirSync(join(root, "node_modules/@diaodu"), { recursive: true });
    symlinkSync(join(root, "packages", name), join(root, "node_modules/@diaodu", name), "dir");
  }
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function violations(): Promise<readonly string[]> {
  return (await checkBoundaries(root)).violations;
}

it("passes imports that follow the rule, and reads every source file", async () => {
  write(
    "packages/storage/src/row.ts",
    'import type { Row } from "@diaodu/domain";\nexport type R = Row;',
  );
  write(
    "packages/storage/src/row.test.ts",
    'import type { Row } from "@diaodu/tooling";\nexport type R = Row;',
  );
  write("tests/any.test.ts", 'export type { Row } from "@diaodu/charts";');
  const report = await checkBoundaries(root);
  expect(report.violations).toEqual([]);
  expect(report.unseen).toEqual([]);
  expect(report.modules).toHaveLength(8);
});

describe("a planted violation is found", () => {
  it.each([
    ["an import", 'import { Row } from "@diaodu/storage";\nexport const row = Row;'],
    ["a type-only import", 'import type { Row } from "@diaodu/storage";\nexport type R = Row;'],
    ["an inline type import", 'import { type Row } from "@diaodu/storage";\nexport type R = Row;'],
    ["a dynamic import", 'export const row = () => import("@diaodu/storage");'],
    ["a re-export", 'export type { Row } from "@diaodu/storage";'],
    ["a path around the name", 'export type { Row } from "../../storage/src/index.ts";'],
  ])("as %s", async (_form, text) => {
    write("packages/domain/src/row.ts", text);
    expect(await violations()).toContain(
      "packages/domain imports only itself: packages/domain/src/row.ts → packages/storage/src/index.ts",
    );
  });

  it("when product code uses the tooling", async () => {
    write("packages/storage/src/row.ts", 'export type { Row } from "@diaodu/tooling";');
    expect(await violations()).toHaveLength(1);
  });

  it("when a package's test reaches across", async () => {
    write("packages/domain/src/row.test.ts", 'export type { Row } from "@diaodu/storage";');
    write("packages/domain/test/row.ts", 'export type { Row } from "@diaodu/storage";');
    expect(await violations()).toHaveLength(2);
  });

  it("when anything imports tests", async () => {
    write("tests/row.ts", "export type Row = string;");
    write("packages/domain/src/row.ts", 'export type { Row } from "../../../tests/row.ts";');
    expect(await violations()).toHaveLength(1);
  });

  it("when a view knows a view, or a feature a feature", async () => {
    write("apps/web/package.json", "{}");
    write("apps/web/src/views/wall/a.ts", 'export type { B } from "../phone/b.ts";');
    write("apps/web/src/views/phone/b.ts", "export type B = string;");
    write("apps/web/src/features/board/c.ts", 'export type { D } from "../targets/d.ts";');
    write("apps/web/src/features/targets/d.ts", "export type D = string;");
    expect(await violations()).toEqual([
      expect.stringContaining("no feature imports a feature"),
      expect.stringContaining("no view imports a view"),
    ]);
  });

  it("when a browser package uses Node", async () => {
    write(
      "packages/sync/src/file.ts",
      'import { readFileSync } from "node:fs";\nreadFileSync("x");',
    );
    expect(await violations()).toEqual([expect.stringContaining("uses nothing of Node")]);
  });

  it("when modules import each other in a circle, unless only types do", async () => {
    write("packages/domain/src/a.ts", 'import { b } from "./b.ts";\nexport const a = () => b;');
    write("packages/domain/src/b.ts", 'import { a } from "./a.ts";\nexport const b = () => a;');
    write("packages/domain/src/c.ts", 'import type { D } from "./d.ts";\nexport const c: D = "";');
    write("packages/domain/src/d.ts", 'import { c } from "./c.ts";\nexport type D = string;\nc;');
    const found = await violations();
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((line) => line.startsWith("no cycle") && !line.includes("c.ts"))).toBe(true);
  });
});
