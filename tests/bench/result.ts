export type Unit = "µs" | "ms" | "s" | "kB" | "MB" | "%" | "×" | "";

/** One line of the table. */
export interface Row {
  readonly bench: string;
  readonly what: string;
  readonly measured: number;
  readonly unit: Unit;
  /** The most that it may be; null where the number is only told. */
  readonly bound: number | null;
  /** What did the same job in the same run, in its own words: `bare ws loop p99 182 ms`. */
  readonly peer: string | null;
}

/** A number as the table prints it: three digits that matter, or whole. */
export function printed(value: number, unit: Unit): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return unit === "" ? value.toFixed(digits) : `${value.toFixed(digits)} ${unit}`;
}

/** Whether the bound is kept; null where there is none. */
export function withinBound(row: Pick<Row, "measured" | "bound">): boolean | null {
  return row.bound === null ? null : row.measured <= row.bound;
}

/** The table as text: what, measured, bound, peer in the same run. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    `${row.bench}: ${row.what}`,
    printed(row.measured, row.unit),
    boundWords(row),
    row.peer ?? "–",
  ]);
  const lines = [["what", "measured", "bound", "peer in the same run"], ...cells];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  const drawn = lines.map((line) =>
    line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | "),
  );
  drawn.splice(1, 0, widths.map((width) => "-".repeat(width)).join("-|-"));
  return drawn.map((line) => line.trimEnd()).join("\n");
}

function boundWords(row: Row): string {
  if (row.bound === null) return "–";
  return `≤ ${printed(row.bound, row.unit)} ${withinBound(row) === true ? "kept" : "OVER"}`;
}
