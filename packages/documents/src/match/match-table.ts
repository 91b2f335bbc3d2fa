import { observationKey } from "@diaodu/domain";
import type { Indicator } from "@diaodu/domain";
import type { Cell, Sheet, Table } from "../table.ts";
import { factOf, placeOf } from "./cell-fact.ts";
import { figureText } from "./figure-text.ts";
import { fill, layoutOf } from "./layout.ts";
import type { Layout } from "./layout.ts";
import { lexiconOf } from "./lexicon.ts";
import type { Lexicon, WordsMeaning } from "./lexicon.ts";
import type { Match, Place, RefusedCell, Series, Vocabulary } from "./matched.ts";
import { matchTemplate, templateColumns } from "./match-template.ts";
import { resolverOf, unitOf } from "./resolve.ts";
import type { Resolved } from "./resolve.ts";
import { rowLabels } from "./row-labels.ts";
import type { RowLabels } from "./row-labels.ts";
import { inUnit } from "./units.ts";

/** How a caller hears how far a long table has come. */
export type Progress = (done: number, total: number) => void;

/**
 * Every figure of the table as a fact of the catalogue, in the order of the file: by the hidden codes
 * of our own template where a sheet has them, else by the words of its titles, headers and labels.
 * Nothing is guessed: what is unclear is refused or ignored with the reason.
 */
export function matchTable(
  table: Table,
  vocabulary: Vocabulary,
  progress: Progress = () => {},
): Match[] {
  const lexicon = lexiconOf(vocabulary);
  const resolve = resolverOf(vocabulary);
  const indicators = new Map(vocabulary.indicators.map((one) => [one.code, one]));
  const total = table.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  const matches: Match[] = [];
  let done = 0;
  for (const sheet of table.sheets) {
    const columns = templateColumns(sheet);
    if (columns !== null) {
      matches.push(...matchTemplate(sheet, columns, { lexicon, indicators }));
    } else if (!sheet.hidden) {
      matches.push(...matchWords(sheet, { lexicon, resolve, done, total, progress }));
    }
    done += sheet.rows.length;
    progress(done, total);
  }
  return withoutDoubles(matches);
}

interface WordsContext {
  readonly lexicon: Lexicon;
  readonly resolve: (said: WordsMeaning) => Resolved;
  readonly done: number;
  readonly total: number;
  readonly progress: Progress;
}

const ROWS_BETWEEN_PROGRESS = 500;

function matchWords(sheet: Sheet, context: WordsContext): Match[] {
  const layout = layoutOf(sheet, context.lexicon);
  if (layout === null) return [];
  const matches: Match[] = [...layout.columns.values()].flatMap((column) =>
    column.kind === "unknown"
      ? [{ ...placeOf(sheet, column.header), kind: "ignored", message: "这一列不是本表指标" }]
      : [],
  );
  let above: WordsMeaning | null = null;
  layout.data.forEach((row, index) => {
    if (index % ROWS_BETWEEN_PROGRESS === 0) context.progress(context.done + index, context.total);
    let labels = rowLabels(row, layout, context.lexicon);
    // 同比增长 below 一般公共预算收入 is of that indicator.
    if (labels.meaning.indicator === null && labels.meaning.measure !== null && above !== null) {
      labels = {
        ...labels,
        meaning: fill(labels.meaning, { ...above, unit: null, measure: null }),
      };
    } else above = labels.ignored === null ? labels.meaning : null;
    for (const cell of row.cells) {
      const match = matchCell(sheet, cell, layout, labels, context.resolve);
      if (match !== null) matches.push(match);
    }
  });
  return matches;
}

function matchCell(
  sheet: Sheet,
  cell: Cell,
  layout: Layout,
  labels: RowLabels,
  resolve: WordsContext["resolve"],
): Match | null {
  const column = layout.columns.get(cell.column);
  if (column?.kind !== "figures") return null;
  const figure = figureText(cell);
  if (figure.kind === "blank") return null;
  const place = placeOf(sheet, cell);
  const refused = (message: string, known: Partial<Series> = {}): RefusedCell => ({
    ...place,
    ...known,
    kind: "refused",
    message,
  });
  if (labels.ignored !== null) return { ...place, kind: "ignored", message: labels.ignored };
  if (cell.spread) return refused("合并单元格中的数字不能确定属于哪一行");
  const contradiction = contradicts(column.meaning, labels.meaning);
  if (contradiction !== null) return refused(contradiction);
  const near = fill(column.meaning, labels.meaning);
  // The unit of a title is that of amounts; growth below it is still in percent.
  const said =
    layout.title === null ? near : fill(near, { ...layout.title, unit: null, measure: null });
  const resolved = resolve(said);
  if (!resolved.ok) {
    return said.indicator === null
      ? { ...place, kind: "ignored", message: resolved.message }
      : refused(resolved.message, resolved.known);
  }
  if (figure.kind === "fault") return refused(figure.message, resolved.series);
  if (labels.fault !== null) return refused(labels.fault, resolved.series);
  const titleUnit = titleUnitFor(layout, resolved.indicator, resolved.series);
  const stated = figure.unit ?? near.unit ?? titleUnit;
  const moved = inUnit(figure.value, stated, unitOf(resolved.indicator, resolved.series.measure));
  if (!moved.ok) return refused(moved.fault, resolved.series);
  return factOf(place, resolved.series, { moved, stated }, labels);
}

/** A title's unit where it can be meant: 万元 says nothing of a rate. */
function titleUnitFor(layout: Layout, indicator: Indicator, series: Series): string | null {
  const unit = layout.title?.unit ?? null;
  if (unit === null || !inUnit("1", unit, unitOf(indicator, series.measure)).ok) return null;
  return unit;
}

function contradicts(column: WordsMeaning, row: WordsMeaning): string | null {
  if (column.indicator !== null && row.indicator !== null && column.indicator !== row.indicator) {
    return "行和列写的指标不同";
  }
  if (column.region !== null && row.region !== null && column.region !== row.region) {
    return "行和列写的地区不同";
  }
  return null;
}

/** A series that stands twice: the first counts where both say the same, neither where they differ. */
function withoutDoubles(matches: readonly Match[]): Match[] {
  const byKey = new Map<string, { cell: string; value: string; differs: boolean }>();
  for (const match of matches) {
    if (match.kind !== "fact") continue;
    const key = observationKey(match);
    const first = byKey.get(key);
    if (first === undefined)
      byKey.set(key, { cell: nameOf(match), value: match.value, differs: false });
    else first.differs ||= first.value !== match.value;
  }
  return matches.map((match) => {
    if (match.kind !== "fact") return match;
    const first = byKey.get(observationKey(match));
    if (first === undefined) return match;
    const { sheet, cell, raw, indicator, region, period, basis, measure } = match;
    if (first.differs) {
      const message = "同一数据在表中出现多次且数值不同";
      return {
        sheet,
        cell,
        raw,
        indicator,
        region,
        period,
        basis,
        measure,
        kind: "refused",
        message,
      };
    }
    if (first.cell === nameOf(match)) return match;
    return { sheet, cell, raw, kind: "ignored", message: `与 ${first.cell} 重复` };
  });
}

function nameOf({ sheet, cell }: Place): string {
  return `${sheet}!${cell}`;
}
