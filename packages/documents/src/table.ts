/** What a sheet says, without how it looks. */

/**
 * `error` is a formula's #REF! and the like, `uncomputed` a formula without a stored result, `date` a
 * calendar day written as YYYY-MM-DD, `rescaled` a number whose format shows it in another unit.
 */
export type CellKind = "text" | "number" | "date" | "boolean" | "error" | "uncomputed" | "rescaled";

export interface Cell {
  /** `C7` */
  readonly cell: string;
  /** From 1. */
  readonly column: number;
  /** As a person reads it: numbers with at most 15 significant digits, percentages with their sign. */
  readonly raw: string;
  readonly kind: CellKind;
  /** Covered by a merged cell, whose content this is. */
  readonly spread: boolean;
}

export interface Row {
  /** From 1, as the sheet counts. */
  readonly number: number;
  /** By column, ascending; empty cells are left out. */
  readonly cells: readonly Cell[];
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows that hold anything, in their order. */
  readonly rows: readonly Row[];
}

export interface Table {
  readonly format: "xlsx" | "csv";
  readonly sheets: readonly Sheet[];
}

/** `1` → `A`, `27` → `AA`. */
export function columnName(column: number): string {
  let name = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Column and row of `C7`; null for anything else, or beyond what Excel has. */
export function cellPlace(cell: string): { column: number; row: number } | null {
  const match = /^([A-Z]{1,3})([1-9]\d{0,6})$/u.exec(cell);
  if (match === null) return null;
  let column = 0;
  for (const letter of match[1] ?? "") column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return column <= 16_384 && row <= 1_048_576 ? { column, row } : null;
}
