import type {
  Board,
  BusinessClock,
  ChangeItem,
  Entry,
  Put,
  Ranking,
  Tile,
} from "@diaodu/contracts";
import { FEED_LENGTH } from "@diaodu/contracts";
import type { RoundCalendar, StoredObservation } from "@diaodu/domain";
import { FAMILIES, FAMILY_NAMES, periodKind, periodYear, storedRoundSpanOf } from "@diaodu/domain";
import type { BoardRow, Change, ObservationFilter, Storage } from "@diaodu/storage";
import { AirMemo } from "./air-days.ts";
import { deriveTile, tilesTouchedBy } from "./derive-tile.ts";
import { FactIndex, tileKey } from "./fact-index.ts";
import { entriesOf } from "./feed.ts";
import { periodsOf } from "./judge-row.ts";
import type { Known } from "./known.ts";
import { YEARS_BACK } from "./known.ts";
import { rankingOf } from "./ranking.ts";

const EMPTY_LOG_DAY = "1970-01-01";
/** How far back a load looks for the lines of 最新. */
const FEED_ROWS = 400;

/**
 * What the log adds up to at `seq`, with what is needed to fold the next row. Everything on the
 * board is a function of the log: time enters it as rows too (a round that opens), so that two
 * readers at one seq see the same board whenever they ask.
 */
export interface Fold extends Known {
  seq: number;
  at: string;
  rows: readonly BoardRow[];
  tiles: Map<string, Tile>;
  rankings: Map<string, Ranking>;
  feed: Entry[];
}

/** A row of the log folded in: what it says, and the parts of the board that came out different. */
export type FoldedChange = ChangeItem;

/** Builds the fold from current values (or those at an earlier seq), for the board or one region. */
export async function loadFold(
  storage: Storage,
  options: { atSeq: number; region?: string; calendar: RoundCalendar },
): Promise<Fold> {
  const { atSeq, calendar } = options;
  const [catalogue, last, round] = await Promise.all([
    storage.catalogue({ atSeq }),
    storage.change(atSeq),
    storage.lastRound({ atSeq }),
  ]);
  const at = last?.committedAt ?? new Date(0).toISOString();
  // A store opens a round before it folds anything, so only an empty log stands here without one.
  const on = round?.start ?? EMPTY_LOG_DAY;
  const rows =
    options.region === undefined
      ? catalogue.boardRows
      : catalogue.indicators.map(({ code }) => ({ indicator: code, region: options.region ?? "" }));
  const fold: Fold = {
    seq: atSeq,
    at,
    on,
    calendar,
    regions: new Map(catalogue.regions.map((region) => [region.code, region])),
    indicators: new Map(catalogue.indicators.map((indicator) => [indicator.code, indicator])),
    targets: [...catalogue.targets],
    rules: catalogue.rules,
    rows,
    facts: new FactIndex(storedRoundSpanOf(calendar)),
    air: new AirMemo(),
    tiles: new Map(),
    rankings: new Map(),
    feed: [],
  };
  const years = yearsHeld(on);
  for (const filter of wanted(fold)) {
    for (const fact of await storage.observations({ ...filter, years, atSeq })) {
      if (holds(fold, fact)) fold.facts.put(fact);
    }
  }
  for (const row of rows) derive(fold, row);
  if (options.region !== undefined) dropEmpty(fold);
  for (const row of rows) rank(fold, row);
  fold.feed = await recentEntries(storage, fold);
  return fold;
}

/** What to read for a fold: everything of the regions shown, of their children what rankings go by. */
function wanted(fold: Fold): Omit<ObservationFilter, "years">[] {
  const shown = [...new Set(fold.rows.map((row) => row.region))];
  const below = [...fold.regions.values()].filter(
    ({ code, parent }) => parent !== null && shown.includes(parent) && !shown.includes(code),
  );
  const children = below.filter(({ level }) => level !== "station").map(({ code }) => code);
  // A station has days only: what it is ranked by is made of them.
  const stations = below.filter(({ level }) => level === "station").map(({ code }) => code);
  const indicators = [...new Set(fold.rows.map((row) => row.indicator))];
  const kinds = indicators.flatMap((code) => fold.indicators.get(code)?.headline.periodKind ?? []);
  const periodKinds = [...new Set([...kinds, "year" as const])];
  return [
    ...(shown.length > 0 ? [{ regions: shown }] : []),
    ...(children.length > 0 ? [{ regions: children, indicators, periodKinds }] : []),
    ...(stations.length > 0
      ? [{ regions: stations, indicators, periodKinds: ["day" as const] }]
      : []),
  ];
}

/** Years whose facts a board on this day is made of: its own and some before. */
function yearsHeld(on: string): number[] {
  const year = Number(on.slice(0, 4));
  return Array.from({ length: YEARS_BACK + 1 }, (_, back) => year - back);
}

/**
 * Whether a fact can show on this board; the rest of a province's figures is not kept in memory.
 * What a load reads and what is folded in row by row are the same, or a restart would show another
 * board at the same seq.
 */
function holds(fold: Fold, fact: StoredObservation): boolean {
  if (!yearsHeld(fold.on).includes(periodYear(fact.period))) return false;
  if (fold.rows.some((row) => row.region === fact.region)) return true;
  const parent = fold.regions.get(fact.region)?.parent;
  const kind = periodKind(fact.period);
  return fold.rows.some(
    (row) =>
      row.region === parent &&
      row.indicator === fact.indicator &&
      (kind === "year" ||
        (kind === "day" && fold.regions.get(fact.region)?.level === "station") ||
        kind === fold.indicators.get(row.indicator)?.headline.periodKind),
  );
}

/** Folds the next row of the log. Rows must come in order, each once. */
export async function foldRow(
  fold: Fold,
  row: Change,
  storage: Storage,
  calendar: RoundCalendar,
): Promise<FoldedChange> {
  if (row.seq !== fold.seq + 1) throw new Error(`log row ${row.seq} cannot follow ${fold.seq}`);
  if (row.kind === "observations" && row.payload.observations !== null) {
    return foldFacts(fold, row, row.payload.observations);
  }
  if (showsNothing(row)) return settle(fold, row, [], []);
  const sameYear = row.kind === "round" && row.payload.start.slice(0, 4) === fold.on.slice(0, 4);
  if (sameYear && calendar === fold.calendar) {
    fold.on = row.payload.start;
    return settle(fold, row, [], fold.rows);
  }
  // A new catalogue, a bulk load, a new year or calendar changes what is looked at: everything is read anew.
  Object.assign(fold, await loadFold(storage, { atSeq: row.seq, calendar }));
  return { seq: row.seq, at: row.committedAt, entries: [], puts: allPuts(fold) };
}

/**
 * Rows that say nothing of the board: figures nobody has published, rights, and who reports what.
 * Whoever follows the board learns that something happened, and when.
 */
function showsNothing(row: Change): boolean {
  if (row.kind === "report" || row.kind === "access" || row.kind === "dispatch") return true;
  if (row.kind === "unit" || row.kind === "duty") return true;
  if (row.kind !== "board") return false;
  // Units and their duties together: none of what is drawn.
  const { regions, indicators, targets, rules, board } = row.payload;
  return !board && [regions, indicators, targets, rules].every((list) => list.length === 0);
}

function foldFacts(fold: Fold, row: Change, facts: readonly StoredObservation[]): FoldedChange {
  for (const fact of facts) if (holds(fold, fact)) fold.facts.put(fact);
  const touched = tilesTouchedBy(facts, fold.indicators);
  const rows = fold.rows.filter((one) => touched.has(tileKey(one.indicator, one.region)));
  const parents = new Set(
    facts.map((fact) => tileKey(fact.indicator, fold.regions.get(fact.region)?.parent ?? "")),
  );
  const ranked = fold.rows.filter((one) => parents.has(tileKey(one.indicator, one.region)));
  fold.air.forget(facts);
  const entries = entriesOf(facts, fold.indicators, (key) => fold.tiles.has(key));
  return settle(fold, row, entries, [...new Set([...rows, ...ranked])]);
}

/** Derives `rows` again and reports what came out different. */
function settle(
  fold: Fold,
  row: Change,
  entries: Entry[],
  rows: readonly BoardRow[],
): FoldedChange {
  fold.seq = row.seq;
  fold.at = row.committedAt;
  const puts: Put[] = [];
  for (const one of rows) {
    const key = tileKey(one.indicator, one.region);
    const before = JSON.stringify(fold.tiles.get(key));
    const tile = derive(fold, one);
    if (tile && JSON.stringify(tile) !== before) puts.push({ type: "tile", tile });
    const ranking = rank(fold, one);
    if (ranking) puts.push({ type: "ranking", ranking });
  }
  fold.feed = [...entries.toReversed(), ...fold.feed].slice(0, FEED_LENGTH);
  return { seq: row.seq, at: row.committedAt, entries, puts };
}

function derive(fold: Fold, row: BoardRow): Tile | null {
  const tile = deriveTile(fold, row);
  if (tile) fold.tiles.set(tile.key, tile);
  return tile;
}

/** The ranking of a row's children; null when there is none or it is what it was. */
function rank(fold: Fold, row: BoardRow): Ranking | null {
  const indicator = fold.indicators.get(row.indicator);
  const parent = fold.regions.get(row.region);
  if (!indicator || !parent) return null;
  const children = [...fold.regions.values()].filter((region) => region.parent === parent.code);
  const year = Number(fold.on.slice(0, 4));
  const made = rankingOf(indicator, parent, children, (child) =>
    periodsOf(fold, indicator, child, year),
  );
  if (!made) return null;
  const before = fold.rankings.get(made.key);
  if (before && JSON.stringify(made) === JSON.stringify(before)) return null;
  fold.rankings.set(made.key, made);
  return made;
}

/** One region's board shows what the region has, not a column of empty rows. */
function dropEmpty(fold: Fold): void {
  for (const [key, tile] of fold.tiles) {
    if (!tile.figure && !tile.dispatch && !tile.target) fold.tiles.delete(key);
  }
}

async function recentEntries(storage: Storage, fold: Fold): Promise<Entry[]> {
  if (fold.seq === 0) return [];
  const rows = await storage.changesSince(Math.max(0, fold.seq - FEED_ROWS), FEED_ROWS);
  const shown = (key: string) => fold.tiles.has(key);
  const entries: Entry[] = [];
  for (const row of rows.filter((one) => one.seq <= fold.seq)) {
    if (row.kind !== "observations" || row.payload.observations === null) continue;
    entries.push(...entriesOf(row.payload.observations, fold.indicators, shown));
  }
  return entries.toReversed().slice(0, FEED_LENGTH);
}

function layoutOf(fold: Fold): Board["layout"] {
  const keys = [...fold.tiles.values()];
  return FAMILIES.map((family) => ({
    family,
    name: FAMILY_NAMES[family],
    tiles: keys.filter((tile) => tile.family === family).map((tile) => tile.key),
  })).filter((one) => one.tiles.length > 0);
}

function allPuts(fold: Fold): Put[] {
  const rankings = [...fold.rankings.values()];
  return [
    { type: "layout", layout: layoutOf(fold), rankings: rankings.map((ranking) => ranking.key) },
    ...[...fold.tiles.values()].map((tile): Put => ({ type: "tile", tile })),
    ...rankings.map((ranking): Put => ({ type: "ranking", ranking })),
  ];
}

/** The board that views draw. */
export function boardOf(
  fold: Fold,
  face: Pick<Board, "database" | "title" | "demo">,
  clock: BusinessClock,
  dispatch: Board["dispatch"],
): Board {
  return {
    ...face,
    seq: fold.seq,
    at: fold.at,
    clock,
    layout: layoutOf(fold),
    tiles: [...fold.tiles.values()],
    rankings: [...fold.rankings.values()],
    feed: fold.feed,
    dispatch,
  };
}
