import { BASES, isRegionCode, MEASURES, parsePeriod } from "@diaodu/domain";
import type { Basis, Indicator, Measure } from "@diaodu/domain";
import type { Row, Sheet } from "../table.ts";
import { TEMPLATE_COLUMNS, TEMPLATE_MARK } from "../write/template-codes.ts";
import type { TemplateColumn } from "../write/template-codes.ts";
import { factOf, placeOf } from "./cell-fact.ts";
import { figureText } from "./figure-text.ts";
import type { Lexicon } from "./lexicon.ts";
import type { Match, Series } from "./matched.ts";
import { unitOf } from "./resolve.ts";
import { dateOf } from "./row-labels.ts";
import { inUnit } from "./units.ts";

export type TemplateColumns = ReadonlyMap<TemplateColumn, number>;

/** Where the hidden codes put each column, wherever a person moved it; null for any other sheet. */
export function templateColumns(sheet: Sheet): TemplateColumns | null {
  const codes = sheet.rows[0]?.cells ?? [];
  if (!codes.some(({ raw }) => raw === TEMPLATE_MARK)) return null;
  return new Map(
    TEMPLATE_COLUMNS.flatMap((code) => {
      const cell = codes.find(({ raw }) => raw === code);
      return cell === undefined ? [] : [[code, cell.column] as const];
    }),
  );
}

/** Rows of the template whose value somebody filled in. */
export function matchTemplate(
  sheet: Sheet,
  columns: TemplateColumns,
  o: { readonly lexicon: Lexicon; readonly indicators: ReadonlyMap<string, Indicator> },
): Match[] {
  const keyColumn = sheet.rows[0]?.cells.find(({ raw }) => raw === TEMPLATE_MARK)?.column ?? 1;
  return sheet.rows.slice(1).flatMap((row): Match[] => {
    const value = row.cells.find(({ column }) => column === columns.get("value"));
    const key = row.cells.find(({ column }) => column === keyColumn)?.raw.trim();
    if (value === undefined) return [];
    const place = placeOf(sheet, value);
    const figure = figureText(value);
    if (figure.kind === "blank") return [];
    if (key === undefined) {
      // The visible headings stand below the codes; a row that somebody added has no key either.
      return figure.kind === "figure"
        ? [{ ...place, kind: "ignored", message: "这一行不是模板中的填报项" }]
        : [];
    }
    const series = seriesOf(key);
    const indicator = o.indicators.get(series?.indicator ?? "");
    if (series === null || indicator === undefined) {
      return [{ ...place, kind: "refused", message: "模板中的隐藏代码已被改动，请重新下载模板" }];
    }
    const refused = (message: string): Match[] => [
      { ...place, ...series, kind: "refused", message },
    ];
    if (figure.kind === "fault") return refused(figure.message);
    const unit = unitOf(indicator, series.measure);
    const moved = inUnit(figure.value, figure.unit, unit);
    if (!moved.ok) return refused(moved.fault);
    const text = (code: TemplateColumn) => textAt(row, columns.get(code));
    const [statusText, asOfText] = [text("status"), text("as_of")];
    const status = statusText === null ? null : o.lexicon.status(statusText);
    if (statusText !== null && status === null) return refused(`无法识别的状态「${statusText}」`);
    const asOf = asOfText === null ? null : dateOf(asOfText);
    if (asOfText !== null && asOf === null) return refused(`无法识别的日期「${asOfText}」`);
    const [source, reason, note] = [text("source"), text("reason"), text("note")];
    const labels = { status, asOf, source, reason, note };
    return [factOf(place, series, { moved, stated: figure.unit }, labels)];
  });
}

function textAt(row: Row, column: number | undefined): string | null {
  const text = row.cells
    .find((cell) => cell.column === column)
    ?.raw.trim()
    .slice(0, 600);
  return text === undefined || text === "" ? null : text;
}

/** `<indicator>|<region>|<period>|<basis>|<measure>`, as a form field is keyed. */
function seriesOf(key: string): Series | null {
  const [indicator = "", region = "", period = "", basis = "", measure = "", more] = key.split("|");
  if (more !== undefined || !isBasis(basis) || !isMeasure(measure)) return null;
  if (!isRegionCode(region) || !parsePeriod(period).ok) return null;
  return { indicator, region, period, basis, measure };
}

function isBasis(text: string): text is Basis {
  return (BASES as readonly string[]).includes(text);
}

function isMeasure(text: string): text is Measure {
  return (MEASURES as readonly string[]).includes(text);
}
