import type { Board, Figure, Tile } from "@diaodu/contracts";

/** A tile of which the meeting's page no longer tells the latest. */
export interface ChangedTile {
  key: string;
  /** As frozen; null when the tile came later. */
  before: Tile | null;
  /** As it is now; null when the tile is gone. */
  after: Tile | null;
}

/**
 * Tiles whose facts or light differ between a frozen board and the live one, in the order of the
 * live board, those that are gone last. Freshness, notes and pictures alone do not count. [S40]
 */
export function changedSince(frozen: Board, live: Board): ChangedTile[] {
  const before = new Map(frozen.tiles.map((tile) => [tile.key, tile]));
  const changed: ChangedTile[] = [];
  for (const after of live.tiles) {
    const was = before.get(after.key) ?? null;
    before.delete(after.key);
    if (!was || !saysTheSame(was, after)) changed.push({ key: after.key, before: was, after });
  }
  for (const [key, was] of before) changed.push({ key, before: was, after: null });
  return changed;
}

function saysTheSame(a: Tile, b: Tile): boolean {
  return (
    a === b ||
    (a.light.light === b.light.light &&
      a.light.words === b.light.words &&
      sameFigure(a.figure, b.figure) &&
      sameFigure(a.dispatch, b.dispatch))
  );
}

/** A fact is another one when its period, value, standing or revision is. */
function sameFigure(a: Figure | null, b: Figure | null): boolean {
  const essence = (figure: Figure | null) =>
    figure &&
    JSON.stringify([
      figure.period,
      figure.basis,
      figure.facts
        .map(({ measure, value, status, revision }) => [measure, value, status, revision].join(" "))
        .sort((a, b) => (a < b ? -1 : 1)),
    ]);
  return essence(a) === essence(b);
}
