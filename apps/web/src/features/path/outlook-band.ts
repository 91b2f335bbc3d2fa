import type { Place } from "./name-place.ts";
import type { PathModel } from "./path-model.ts";

/** The latest point, then December's high and low. */
export type Band = [from: Place, high: Place, low: Place];

/** The outlook as a triangle of the drawing. */
export function bandOf(
  outlook: NonNullable<PathModel["outlook"]>,
  at: (point: { t: number; value: number }) => Place,
): Band {
  const { from, low, high } = outlook;
  return [at(from), at({ t: 1, value: high }), at({ t: 1, value: low })];
}

/**
 * Height of the name's baseline at the band's right end: in its middle, else near its top or its
 * foot, where no other name stands; null where the band is too narrow or full.
 *
 * @param text height of a letter
 * @param others baselines of the names at the right end
 */
export function nameInBand(
  [, high, low]: Band,
  text: number,
  others: readonly (number | null)[],
): number | null {
  if (low.y - high.y < text * 1.8) return null;
  const places = [(high.y + low.y) / 2 + text * 0.35, high.y + text * 1.4, low.y - text * 0.6];
  const free = places.find((y) =>
    others.every((other) => other === null || Math.abs(other - y) >= text * 1.2),
  );
  return free ?? null;
}
