import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

export type Row = Readonly<Record<string, string>>;

/** The rows of a file in `data/`, by the names of its header. */
export function readTable(file: string): Row[] {
  const text = readFileSync(new URL(`../data/${file}`, import.meta.url), "utf8");
  return parse<Row>(text, { columns: true, skip_empty_lines: true });
}
