import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const sources = join(root, "src");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const tests = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".test.ts"))
  .map((path) => read(join("src", path)))
  .join("\n");

test("every rule of SPEC.md is cited by a test, and no test cites a rule that is not there", () => {
  const stated = [...read("SPEC.md").matchAll(/^- \*\*\[([A-Z]\d+)\]\*\*/gm)].map((m) => m[1]);
  const cited = new Set([...tests.matchAll(/\[([A-Z]\d+)\]/g)].map((m) => m[1]));
  expect(stated.filter((id) => !cited.has(id))).toEqual([]);
  expect([...cited].filter((id) => !stated.includes(id))).toEqual([]);
});

test("modules that README.md marks as light load no library", () => {
  const light = [...read("README.md").matchAll(/`([a-z/-]+\.ts)` ◦/g)].map((m) => m[1] ?? "");
  expect(light.length).toBeGreaterThan(10);
  for (const path of light) {
    expect({ path, libraries: librariesOf(join(sources, path)) }).toEqual({ path, libraries: [] });
  }
});

/** Packages that a module loads at run time, itself or through its own imports. */
function librariesOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const imports = readFileSync(file, "utf8").matchAll(/^import (?!type)[^;]*? from "([^"]+)";/gm);
  return [...imports].flatMap(([, from = ""]) =>
    from.startsWith(".") ? librariesOf(join(dirname(file), from), seen) : [from],
  );
}
