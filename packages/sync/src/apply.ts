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

type Parts = Pick<Board, "layout" | "tiles" | "rankings">;

/**
 * In order, because a layout drops what it does not name and a later put may bring it back.
 * The put of a catch-up stands in the last item that touched its part, so an item after ours is
 * never older than what we hold, and an item that we have already can be left out whole. [S4]
 */
function applyPuts(board: Board, items: readonly ChangeItem[]): Parts {
  const parts: Parts = { layout: board.layout, tiles: board.tiles, rankings: board.rankings };
  for (const item of items) {
    for (const put of item.puts) {
      if (put.type === "tile") parts.tiles = replaceByKey(parts.tiles, put.tile);
      else if (put.type === "ranking") parts.rankings = replaceByKey(parts.rankings, put.ranking);
      else {
        parts.layout = put.layout;
        parts.tiles = keep(
          parts.tiles,
          put.layout.flatMap((family) => family.tiles),
        );
        parts.rankings = keep(parts.rankings, put.rankings);
      }
    }
  }
  return parts;
}

function replaceByKey<Part extends Tile | Ranking>(parts: Part[], part: Part): Part[] {
  const at = parts.findIndex((known) => known.key === part.key);
  if (at < 0) return [...parts, part];
  const copy = [...parts];
  copy[at] = part;
  return copy;
}

/** Parts named by `keys`, in that order. */
function keep<Part extends Tile | Ranking>(
  parts: readonly Part[],
  keys: readonly string[],
): Part[] {
  const byKey = new Map(parts.map((part) => [part.key, part]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** Newest first: items arrive oldest first, entries within one item as the board shows them. */
function extendFeed(feed: Entry[], items: readonly ChangeItem[]): Entry[] {
  const added = [...items].reverse().flatMap((item) => item.entries);
  return added.length === 0 ? feed : [...added, ...feed].slice(0, FEED_LENGTH);
}
