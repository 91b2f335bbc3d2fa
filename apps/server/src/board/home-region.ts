import type { Tile } from "@diaodu/contracts";

/** The region of most of the board: it goes without saying. */
export function homeRegion(tiles: readonly Pick<Tile, "region">[]): string {
  const counts = new Map<string, number>();
  for (const { region } of tiles) counts.set(region.code, (counts.get(region.code) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? "100000";
}
