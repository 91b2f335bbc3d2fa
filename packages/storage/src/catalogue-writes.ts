import { CompiledQuery } from "kysely";
import { appendChange, type CatalogueChange, type CatalogueChangeKind } from "./change-log.ts";
import type { Engine, Writer } from "./engine/engine.ts";
import { canonicalJson } from "./canonical-json.ts";
import { insertOfJson } from "./observation-columns.ts";
import { latestDefinitions, latestTargets, readBoardRows } from "./catalogue-reads.ts";
import type { CatalogueInput, TargetInput } from "./storage.ts";

type DefinitionTable = "region" | "indicator" | "status_rule";

interface Definition {
  readonly code: string;
  readonly name: string;
  readonly parent?: string | null;
}

interface NewDefinition {
  readonly code: string;
  readonly revision: number;
  readonly definition: string;
  readonly name: string;
  readonly parent: string | null;
}

interface NewTarget {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly revision: number;
  readonly definition: string;
}

/**
 * Stores what of `input` is not already so, as one change.
 *
 * @returns the seq of that change; null when there was nothing new
 */
export function saveCatalogue(
  engine: Engine,
  input: CatalogueInput,
  note: { readonly reason: string | null; readonly committedAt: string },
): Promise<number | null> {
  return engine.write(async (tx) => {
    const regions = await newDefinitions(tx, "region", input.regions ?? []);
    const indicators = await newDefinitions(tx, "indicator", input.indicators ?? []);
    const rules = await newDefinitions(tx, "status_rule", input.rules ?? []);
    const targets = await newTargets(tx, input.targets ?? []);
    const board =
      input.boardRows !== undefined &&
      canonicalJson(input.boardRows) !== canonicalJson(await readBoardRows(tx));
    const payload: CatalogueChange = {
      regions: regions.map((row) => row.code),
      indicators: indicators.map((row) => row.code),
      targets: targets.map(({ indicator, region, year, revision }) => ({
        indicator,
        region,
        year,
        revision,
      })),
      rules: rules.map((row) => row.code),
      board,
    };
    const kind = kindOf(payload);
    if (kind === null) return null;

    const seq = await appendChange(engine, tx, { kind, payload }, note.committedAt);
    const { reason } = note;
    if (regions.length > 0) {
      await insertAll(engine, tx, "region", regions, { seq, reason });
    }
    if (indicators.length > 0) {
      await insertAll(engine, tx, "indicator", indicators.map(unnamed), { seq, reason });
    }
    if (rules.length > 0) {
      await insertAll(engine, tx, "status_rule", rules.map(unnamed), { seq, reason });
    }
    if (targets.length > 0) await insertAll(engine, tx, "target", targets, { seq, reason });
    if (board && input.boardRows !== undefined) {
      // A layout without rows leaves one empty row, so that it too is a layout.
      const rows = input.boardRows.length > 0 ? input.boardRows : [{ indicator: "", region: "" }];
      const placed = rows.map(({ indicator, region }, ordinal) => ({ ordinal, indicator, region }));
      await insertAll(engine, tx, "board_row", placed, { seq });
    }
    return seq;
  });
}

/** One kind of thing names the change; several together are a change of the board. */
function kindOf(change: CatalogueChange): CatalogueChangeKind | null {
  const touched: CatalogueChangeKind[] = [];
  if (change.regions.length > 0) touched.push("region");
  if (change.indicators.length > 0) touched.push("indicator");
  if (change.targets.length > 0) touched.push("target");
  if (change.rules.length > 0) touched.push("rule");
  if (change.board) touched.push("board");
  return touched.length > 1 ? "board" : (touched[0] ?? null);
}

async function newDefinitions(
  tx: Writer,
  table: DefinitionTable,
  items: readonly Definition[],
): Promise<NewDefinition[]> {
  if (items.length === 0) return [];
  const latest = new Map(
    (await latestDefinitions(tx, table)).map((row) => [row.code, row] as const),
  );
  // Of one code given twice the last counts: one change holds one revision of a thing.
  const wanted = new Map(items.map((item) => [item.code, item] as const));
  return [...wanted.values()].flatMap((item) => {
    const definition = canonicalJson(item);
    const before = latest.get(item.code);
    if (before?.definition === definition) return [];
    const { code, name, parent = null } = item;
    return [{ code, revision: (before?.revision ?? 0) + 1, definition, name, parent }];
  });
}

/** Only regions keep their name and parent beside the definition. */
function unnamed({
  code,
  revision,
  definition,
}: NewDefinition): Omit<NewDefinition, "name" | "parent"> {
  return { code, revision, definition };
}

async function newTargets(tx: Writer, items: readonly TargetInput[]): Promise<NewTarget[]> {
  if (items.length === 0) return [];
  const keyOf = (t: { indicator: string; region: string; year: number }): string =>
    `${t.indicator}|${t.region}|${t.year}`;
  const latest = new Map((await latestTargets(tx)).map((row) => [keyOf(row), row] as const));
  const wanted = new Map(items.map((item) => [keyOf(item), item] as const));
  return [...wanted.values()].flatMap((item) => {
    const { indicator, region, year } = item;
    const before = latest.get(keyOf(item));
    // A target read back carries its revision; the number is ours to give.
    const definition = canonicalJson({ ...item, revision: undefined });
    if (before?.definition === definition) return [];
    return [{ indicator, region, year, revision: (before?.revision ?? 0) + 1, definition }];
  });
}

/** Inserts rows of one shape through a single JSON parameter. */
async function insertAll(
  engine: Engine,
  tx: Writer,
  table: DefinitionTable | "target" | "board_row",
  rows: readonly object[],
  shared: { readonly seq: number; readonly reason?: string | null },
): Promise<void> {
  const full = rows.map((row) => Object.entries({ ...row, ...shared }));
  const columns = (full[0] ?? []).map(([name]) => name);
  const json = JSON.stringify(full.map((entries) => entries.map(([, value]) => value as unknown)));
  await tx.executeQuery(CompiledQuery.raw(insertOfJson(table, columns, engine.jsonRows), [json]));
}
