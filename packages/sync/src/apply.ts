import type { Board, ChangeItem, Changes, Entry, Ranking, Tile } from "@diaodu/contracts";
import { FEED_LENGTH } from "@diaodu/contracts/protocol";

/** How `changes` stand to a board at `seq`. */
export type Fit = "contiguous" | "duplicate" | "gap";

/** `contiguous` covers an overlap: part of it is known, none of it is missing. */
export function fit(seq: number, changes: Changes): Fit {
  if (changes.to <= seq) return "duplicate";
  return changes.from > seq ? "gap" : "contiguous";
}

/**
 * The board at `changes.to`. Pure; a part that no put touched keeps its identity, so a view
 * redraws what changed and nothing else. [S1]–[S7]
 *
 * @throws RangeError when `changes` start after the board ends: the caller closes the gap first.
 */
export function applyChanges(board: Board, changes: Changes): Board {
  const how = fit(board.seq, changes);
  if (how === "duplicate") return board;
  if (how === "gap") throw new RangeError(`changes from ${changes.from}, board at ${board.seq}`);

  const fresh = changes.items.filter((item) => item.seq > board.seq);
  return {
    ...board,
    seq: changes.to,
    at: changes.at,
    clock: changes.clock,
    ...applyPuts(board, fresh),
    feed: extendFeed(board.feed, fresh),
  };
}

/** A beat at the board's own seq tells the time and nothing else. [S8] */
export function applyClock(board: Board, clock: Board["clock"]): Board {
  return { ...board, clock };
}

type Parts = Pick<Board, "layout" | "tiles" | "rankings" | "dispatch">;

/**
 * The put of a catch-up stands in the last item that touched its part, so an item after ours is
 * never older than what we hold, and an item that we have already can be left out whole. [S4]
 * For the same reason the last layout may come before the part that it names: the order is made
 * at the end. [S5] [S6]
 */
function applyPuts(board: Board, items: readonly ChangeItem[]): Parts {
  let { layout, tiles, rankings, dispatch } = board;
  let ranked: string[] | null = null;
  for (const item of items) {
    for (const put of item.puts) {
      if (put.type === "tile") tiles = replaceByKey(tiles, put.tile);
      if (put.type === "ranking") rankings = replaceByKey(rankings, put.ranking);
      if (put.type === "dispatch") dispatch = put.dispatch;
    }
    for (const put of item.puts) {
      if (put.type !== "layout") continue;
      layout = put.layout;
      ranked = put.rankings;
      tiles = keep(tiles, tileKeys(layout));
      rankings = keep(rankings, ranked);
    }
  }
  if (layout !== board.layout || tiles.length > board.tiles.length)
    tiles = arrange(tiles, tileKeys(layout));
  return { layout, tiles, rankings: ranked ? arrange(rankings, ranked) : rankings, dispatch };
}

function replaceByKey<Part extends Tile | Ranking>(parts: Part[], part: Part): Part[] {
  const at = parts.findIndex((known) => known.key === part.key);
  if (at < 0) return [...parts, part];
  const copy = [...parts];
  copy[at] = part;
  return copy;
}

function tileKeys(layout: Board["layout"]): string[] {
  return layout.flatMap((family) => family.tiles);
}

function keep<Part extends Tile | Ranking>(parts: Part[], keys: readonly string[]): Part[] {
  return parts.filter((part) => keys.includes(part.key));
}

/** In the order of `keys`; parts without a place there stay behind the others. */
function arrange<Part extends Tile | Ranking>(parts: Part[], keys: readonly string[]): Part[] {
  const place = new Map(keys.map((key, index) => [key, index]));
  const of = (part: Part) => place.get(part.key) ?? keys.length;
  return [...parts].sort((a, b) => of(a) - of(b));
}

/** Newest first: items arrive oldest first, entries within one item as the board shows them. */
function extendFeed(feed: Entry[], items: readonly ChangeItem[]): Entry[] {
  const added = [...items].reverse().flatMap((item) => item.entries);
  return added.length === 0 ? feed : [...added, ...feed].slice(0, FEED_LENGTH);
}
