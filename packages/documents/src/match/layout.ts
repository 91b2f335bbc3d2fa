import type { Cell, Row, Sheet } from "../table.ts";
import { figureText } from "./figure-text.ts";
import { roleOf } from "./header-roles.ts";
import type { Role } from "./header-roles.ts";
import type { Lexicon, WordsMeaning } from "./lexicon.ts";

/** One column of a sheet as its headers describe it. */
type Column =
  | { readonly kind: "label"; readonly role: Role | "bare" }
  /** Figures; `meaning` is what all headers above say together. */
  | { readonly kind: "figures"; readonly meaning: WordsMeaning }
  | { readonly kind: "unknown"; readonly header: Cell };

export interface Layout {
  /** What titles say of every figure: period, unit, region … */
  readonly title: WordsMeaning | null;
  readonly columns: ReadonlyMap<number, Column>;
  readonly data: readonly Row[];
}

/** Header rows are looked for among the first ones that hold anything. */
const LOOK_AHEAD = 40;

/**
 * Titles, headers and data of a sheet, told apart by the first row that holds a figure; null where
 * none does.
 */
export function layoutOf(sheet: Sheet, lexicon: Lexicon): Layout | null {
  const first = firstDataRow(sheet.rows.slice(0, LOOK_AHEAD));
  if (first === null) return null;
  const above = sheet.rows.slice(0, first);
  const isHeader = above.map(isHeaderRow);
  const headers = above.filter((_row, index) => isHeader[index]);
  const titles = above.filter((_row, index) => !isHeader[index]);
  const data = sheet.rows.slice(first);
  const columns = new Map<number, Column>();
  const used = new Set([...headers, ...data].flatMap(({ cells }) => cells.map((c) => c.column)));
  for (const column of used) {
    const texts = headers.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
    columns.set(column, columnOf(texts, lexicon));
  }
  const title = titles
    .flatMap(({ cells }) => cells.filter((cell) => !cell.spread))
    .map(({ raw }) => lexicon.meaning(raw))
    .reduce<WordsMeaning | null>((all, one) => (all === null ? one : fill(all, one)), null);
  return { title, columns, data };
}

/**
 * The row below the last header that names 地区, 指标 or 数值, so that a faulty first figure is not
 * taken for a header; without such a header the first row that holds a figure.
 */
function firstDataRow(rows: readonly Row[]): number | null {
  const figures = rows.findIndex((row, index) => index > 0 && row.cells.some(holdsFigure));
  const above = figures < 0 ? rows : rows.slice(0, figures);
  const header = above.findLastIndex(({ cells }) => cells.some(({ raw }) => roleOf(raw) !== null));
  if (header >= 0 && header + 1 < rows.length) return header + 1;
  return figures < 0 ? null : figures;
}

function holdsFigure(cell: Cell): boolean {
  if (cell.spread || cell.kind === "boolean" || cell.kind === "date") return false;
  if (cell.kind !== "text") return true;
  return figureText(cell).kind === "figure";
}

/** A row of one text is a title; so is one that states the unit or who filled it in. */
function isHeaderRow({ cells }: Row): boolean {
  if (cells.some(({ raw }) => /^\s*(?:计量单位|单位|制表|填报单位|填报时间)\s*[:：]/u.test(raw)))
    return false;
  return new Set(cells.map(({ raw }) => raw)).size >= 2;
}

function columnOf(texts: readonly Cell[], lexicon: Lexicon): Column {
  const last = texts.at(-1);
  if (last === undefined) return { kind: "label", role: "bare" };
  const role = texts.map(({ raw }) => roleOf(raw)).findLast((one) => one !== null) ?? null;
  const meanings = texts
    .filter(({ raw }) => roleOf(raw) === null)
    .map(({ raw }) => lexicon.meaning(raw));
  if (role !== null && role !== "value") return { kind: "label", role };
  if (meanings.some(({ rest }) => rest !== "")) return { kind: "unknown", header: last };
  const meaning = meanings.reduce<WordsMeaning | null>(
    (all, one) => (all === null ? one : narrow(all, one)),
    null,
  );
  if (meaning === null) {
    return role === "value"
      ? { kind: "figures", meaning: lexicon.meaning("") }
      : { kind: "unknown", header: last };
  }
  return { kind: "figures", meaning };
}

/** What the lower header says counts; a unit above 增长 or 位次 is not theirs. */
function narrow(upper: WordsMeaning, lower: WordsMeaning): WordsMeaning {
  const other = lower.measure !== null && lower.measure.kind !== "level";
  const above = other ? { ...upper, unit: null } : upper;
  return { ...fill(lower, above), period: mergedPeriod(lower.period, upper.period) };
}

/** The first meaning, completed from the second. */
export function fill(first: WordsMeaning, second: WordsMeaning): WordsMeaning {
  return {
    indicator: first.indicator ?? second.indicator,
    region: first.region ?? second.region,
    period: mergedPeriod(first.period, second.period),
    measure: first.measure ?? second.measure,
    basis: first.basis ?? second.basis,
    unit: first.unit ?? second.unit,
    rest: first.rest,
  };
}

/** 1—6月 beside 2020年 is 2020年1—6月. */
function mergedPeriod(
  first: WordsMeaning["period"],
  second: WordsMeaning["period"],
): WordsMeaning["period"] {
  if (first === null || second === null) return first ?? second;
  if (first.span.kind === "year_only" && second.span.kind !== "year_only") {
    return { ...second, year: first.year };
  }
  return first.year === null ? { ...first, year: second.year } : first;
}
