import type { CatalogueFile, CatalogueKind, Fault } from "@diaodu/contracts";
import { readTable, UnreadableFile, writeTables } from "@diaodu/documents";
import type { Row, Sheet } from "@diaodu/documents";
import { KIND_NAMES } from "./definition-key.ts";
import { SHEET_FIELDS } from "./sheet-fields.ts";
import type { SheetField } from "./sheet-fields.ts";

const KINDS = Object.keys(SHEET_FIELDS) as CatalogueKind[];
type Json = Record<string, unknown>;

/** The catalogue as .xlsx: one sheet for each list, headers in Chinese, codes in a hidden row above. */
export function writeCatalogueSheets(
  file: Required<CatalogueFile>,
  lines: readonly string[],
): Promise<Uint8Array> {
  return writeTables(
    KINDS.map((kind) => ({
      name: KIND_NAMES[kind],
      title: KIND_NAMES[kind],
      lines,
      columns: SHEET_FIELDS[kind].map(({ header, path, width }) => ({
        header,
        kind: "text" as const,
        code: `${kind}.${path}`,
        ...(width === undefined ? {} : { width }),
      })),
      rows: file[kind].map((definition) =>
        SHEET_FIELDS[kind].map(({ path, codec }) => codec.write(valueAt(definition, path))),
      ),
    })),
  );
}

export interface SheetsRead {
  /** In the shape of a catalogue file, not yet checked. */
  readonly json: Json;
  /** Where each thing stands: `targets.3` → `目标 第 7 行`. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * The lists of a workbook that {@link writeCatalogueSheets} wrote and somebody edited. Columns may
 * stand in any order, and sheets may be missing: duties and board then stay as they are.
 *
 * @throws UnreadableFile
 */
export async function readCatalogueSheets(bytes: Buffer): Promise<SheetsRead> {
  const { sheets } = await readTable(bytes);
  const json: Json = {};
  const places = new Map<string, string>();
  for (const sheet of sheets) {
    const head = codesOf(sheet);
    if (head === null) continue;
    const { kind, columns, after } = head;
    const known = json[kind];
    const list: unknown[] = Array.isArray(known) ? known : [];
    json[kind] = list;
    for (const row of sheet.rows.filter(({ number }) => number > after)) {
      places.set(`${kind}.${list.length}`, `${sheet.name} 第 ${row.number} 行`);
      list.push(definitionOf(row, columns));
    }
  }
  if (Object.keys(json).length === 0) {
    throw new UnreadableFile("没有找到目录工作表：请使用导出的目录文件，不要删除隐藏的代码行");
  }
  return { json, places };
}

interface Head {
  readonly kind: CatalogueKind;
  readonly columns: ReadonlyMap<number, SheetField>;
  /** Number of the header row, which follows the codes. */
  readonly after: number;
}

/** The hidden row of codes; null for a sheet of somebody else. */
function codesOf(sheet: Sheet): Head | null {
  for (const row of sheet.rows.slice(0, 20)) {
    for (const kind of KINDS) {
      const columns = new Map<number, SheetField>();
      for (const { column, raw } of row.cells) {
        const field = SHEET_FIELDS[kind].find(({ path }) => raw.trim() === `${kind}.${path}`);
        if (field !== undefined) columns.set(column, field);
      }
      if (columns.size > 0) return { kind, columns, after: row.number + 1 };
    }
  }
  return null;
}

function definitionOf(row: Row, columns: ReadonlyMap<number, SheetField>): Json {
  const definition: Json = {};
  for (const [column, { path, codec, empty }] of columns) {
    const cell = row.cells.find((one) => one.column === column && !one.spread);
    const raw = cell?.raw.trim() ?? "";
    put(definition, path, raw === "" ? empty : codec.read(raw));
  }
  // A rule for everything names nothing.
  if (columns.size > 0 && "method" in definition) definition["appliesTo"] ??= {};
  return definition;
}

function put(definition: Json, path: string, value: unknown): void {
  if (value === undefined) return;
  const [first = "", rest] = path.split(".");
  if (rest === undefined) {
    definition[first] = value;
    return;
  }
  const inner = (definition[first] ?? {}) as Json;
  inner[rest] = value;
  definition[first] = inner;
}

function valueAt(definition: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Json | undefined)?.[name], definition);
}

/** Faults with the row of the workbook said in front. */
export function placedFaults(faults: readonly Fault[], read: SheetsRead): Fault[] {
  return faults.map((fault) => {
    const place = read.places.get(fault.path.split(".").slice(0, 2).join("."));
    return place === undefined ? fault : { ...fault, message: `${place}：${fault.message}` };
  });
}
