import { dutyKey } from "@diaodu/domain";
import { CompiledQuery } from "kysely";
import { appendAudit } from "./audit/append.ts";
import type { AuditEntry } from "./audit/audit.ts";
import type { CatalogueChange, CatalogueChangeKind } from "./change.ts";
import type { Engine, Writer } from "./engine/engine.ts";
import { canonicalJson } from "./canonical-json.ts";
import { commit, type Ground } from "./ground.ts";
import { insertOfJson } from "./observation-columns.ts";
import {
  type DefinitionTable,
  latestDefinitions,
  latestTargets,
  readBoardRows,
} from "./catalogue-reads.ts";
import type { CatalogueInput, TargetInput } from "./storage.ts";

/** A thing as it is given: its text is what tells one revision from another. */
interface Given {
  readonly code: string;
  readonly definition: string;
}

interface NewDefinition extends Given {
  readonly revision: number;
}

/** Stands where the definition of an ended duty would. */
const ENDED = "null";

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
  ground: Pick<Ground, "engine" | "reached">,
  input: CatalogueInput,
  note: {
    readonly reason: string | null;
    readonly committedAt: string;
    readonly audit?: AuditEntry | undefined;
  },
): Promise<number | null> {
  const { engine } = ground;
  return commit(ground, async (tx, append) => {
    const regions = await newDefinitions(tx, "region", (input.regions ?? []).map(byCode));
    const indicators = await newDefinitions(tx, "indicator", (input.indicators ?? []).map(byCode));
    const rules = await newDefinitions(tx, "status_rule", (input.rules ?? []).map(byCode));
    const units = await newDefinitions(tx, "unit", (input.units ?? []).map(byCode));
    const duties = await newDuties(tx, input);
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
      units: units.map((row) => row.code),
      duties: duties.map((row) => row.code),
      board,
    };
    const kind = kindOf(payload);
    if (kind === null) return null;

    const seq = await append({ kind, payload }, note.committedAt);
    const shared = { seq, reason: note.reason };
    await insertAll(engine, tx, "region", regions.map(named), shared);
    await insertAll(engine, tx, "indicator", indicators, shared);
    await insertAll(engine, tx, "status_rule", rules, shared);
    await insertAll(engine, tx, "unit", units, shared);
    await insertAll(engine, tx, "duty", duties, shared);
    await insertAll(engine, tx, "target", targets, shared);
    if (board && input.boardRows !== undefined) {
      // A layout without rows leaves one empty row, so that it too is a layout.
      const rows = input.boardRows.length > 0 ? input.boardRows : [{ indicator: "", region: "" }];
      const placed = rows.map(({ indicator, region }, ordinal) => ({ ordinal, indicator, region }));
      await insertAll(engine, tx, "board_row", placed, shared);
    }
    if (note.audit !== undefined) await appendAudit(engine, tx, [note.audit]);
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
  if (change.units.length > 0) touched.push("unit");
  if (change.duties.length > 0) touched.push("duty");
  if (change.board) touched.push("board");
  return touched.length > 1 ? "board" : (touched[0] ?? null);
}

function byCode(item: { readonly code: string }): Given {
  return { code: item.code, definition: canonicalJson(item) };
}

/** Only regions keep their name and parent beside the definition. */
function named(region: NewDefinition): NewDefinition & { name: string; parent: string | null } {
  const { name, parent } = JSON.parse(region.definition) as { name: string; parent: string | null };
  return { ...region, name, parent };
}

async function newDefinitions(
  tx: Writer,
  table: DefinitionTable,
  items: readonly Given[],
): Promise<NewDefinition[]> {
  if (items.length === 0) return [];
  const latest = new Map(
    (await latestDefinitions(tx, table)).map((row) => [row.code, row] as const),
  );
  // Of one code given twice the last counts: one change holds one revision of a thing.
  const wanted = new Map(items.map((item) => [item.code, item] as const));
  return [...wanted.values()].flatMap(({ code, definition }) => {
    const before = latest.get(code);
    // What never was, or has ended already, cannot end.
    if ((before?.definition ?? ENDED) === definition) return [];
    return [{ code, revision: (before?.revision ?? 0) + 1, definition }];
  });
}

/** Duties asked from now on, and those that end. One that is named in both is asked. */
function newDuties(
  tx: Writer,
  { duties = [], endedDuties = [] }: CatalogueInput,
): Promise<NewDefinition[]> {
  const ended = endedDuties.map((duty) => ({ code: dutyKey(duty), definition: ENDED }));
  const asked = duties.map((duty) => ({ code: dutyKey(duty), definition: canonicalJson(duty) }));
  return newDefinitions(tx, "duty", [...ended, ...asked]);
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
  shared: { readonly seq: number; readonly reason: string | null },
): Promise<void> {
  if (rows.length === 0) return;
  const full = rows.map((row) => Object.entries({ ...row, ...shared }));
  const columns = (full[0] ?? []).map(([name]) => name);
  const json = JSON.stringify(full.map((entries) => entries.map(([, value]) => value as unknown)));
  await tx.executeQuery(CompiledQuery.raw(insertOfJson(table, columns, engine.jsonRows), [json]));
}
