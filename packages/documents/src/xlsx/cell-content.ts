import { addDays, decimalText, exact, plainDate } from "@diaodu/domain";
import type { CellKind } from "../table.ts";
import type { FormatKind } from "./number-formats.ts";
import { unescaped } from "./shared-strings.ts";

/** A `<c>` element as it stands. */
export interface StoredCell {
  /** Attribute `t`: s, str, inlineStr, b, e, d or n. */
  readonly type: string;
  readonly format: FormatKind;
  readonly hasFormula: boolean;
  /** Text of `<v>`; null without one. */
  readonly value: string | null;
  /** Text of `<is>`. */
  readonly inline: string;
}

export interface CellContent {
  readonly raw: string;
  readonly kind: CellKind;
}

/** What a person reads in the cell; null for an empty one. */
export function cellContent(
  cell: StoredCell,
  strings: readonly string[],
  from1904: boolean,
): CellContent | null {
  const { type, value } = cell;
  if (type === "inlineStr") return textContent(unescaped(cell.inline));
  if (value === null || value === "") {
    return cell.hasFormula && type !== "str" ? { raw: "", kind: "uncomputed" } : null;
  }
  switch (type) {
    case "s":
      return textContent(strings[Number(value)] ?? "");
    case "str":
      return textContent(unescaped(value));
    case "e":
      return { raw: value, kind: "error" };
    case "b":
      return { raw: value === "1" || value === "true" ? "TRUE" : "FALSE", kind: "boolean" };
    case "d":
      return { raw: value.slice(0, 10), kind: "date" };
    default:
      return numberContent(value, cell.format, from1904);
  }
}

function textContent(text: string): CellContent | null {
  return text.trim() === "" ? null : { raw: text, kind: "text" };
}

function numberContent(value: string, format: FormatKind, from1904: boolean): CellContent {
  const stored = Number(value);
  if (!Number.isFinite(stored) || value.trim() === "") return { raw: value, kind: "text" };
  if (format === "date") {
    const day = dayOf(stored, from1904);
    if (day !== null) return { raw: day, kind: "date" };
  }
  // Excel keeps 15 significant digits: 0.1 + 0.2 is stored as 0.30000000000000004.
  const kept = Number(stored.toPrecision(15));
  if (format === "percent")
    return { raw: `${decimalText(exact(kept).times(100))}%`, kind: "number" };
  if (format === "rescaled") return { raw: plain(kept), kind: "rescaled" };
  return { raw: plain(kept), kind: "number" };
}

function plain(value: number): string {
  const text = String(value);
  return text.includes("e") ? decimalText(value) : text;
}

/** Excel counts 29 February 1900, which never was: days before 1 March 1900 are one off. */
function dayOf(serial: number, from1904: boolean): string | null {
  const day = Math.floor(serial);
  if (day < 0 || day > 100_000 || (!from1904 && (day === 0 || day === 60))) return null;
  if (from1904) return addDays(plainDate(1904, 1, 1), day);
  return addDays(plainDate(1900, 1, 1), day < 60 ? day - 1 : day - 2);
}
