/** Published figures that the rules must reproduce; every row names its source. */
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** Rows of `test/published/<name>.csv`, every cell as text, empty = missing. */
export function published(name: string): Record<string, string>[] {
  const text = readFileSync(new URL(`./published/${name}.csv`, import.meta.url), "utf8");
  return parse(text, { columns: true, skip_empty_lines: true });
}
