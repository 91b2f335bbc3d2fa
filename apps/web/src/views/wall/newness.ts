/** How long a changed tile wears the accent, in milliseconds. */
const NEW_FOR = 60_000;

/** Which version of each tile was seen, and until when a changed one counts as new. */
export interface Newness {
  seen: ReadonlyMap<string, number>;
  until: ReadonlyMap<string, number>;
}

export const NOTHING_SEEN: Newness = { seen: new Map(), until: new Map() };

/**
 * Takes note of the tiles as they are now. What is seen for the first time is not news: a page
 * just opened, or a board read afresh, marks nothing. Both maps hold living keys only, so that
 * they do not grow over months.
 *
 * @returns the next state (the same object when nothing moved) and the keys that changed
 */
export function noteTiles(
  newness: Newness,
  tiles: readonly { key: string; seq: number }[],
  now: number,
): { newness: Newness; changed: string[] } {
  const changed = tiles
    .filter((tile) => (newness.seen.get(tile.key) ?? tile.seq) < tile.seq)
    .map((tile) => tile.key);
  const living = new Map(tiles.map((tile) => [tile.key, tile.seq]));
  const until = new Map([...newness.until].filter(([key, end]) => living.has(key) && end > now));
  for (const key of changed) until.set(key, now + NEW_FOR);
  const same =
    changed.length === 0 &&
    until.size === newness.until.size &&
    living.size === newness.seen.size &&
    [...living].every(([key, seq]) => newness.seen.get(key) === seq);
  return { newness: same ? newness : { seen: living, until }, changed };
}

/** Keys that wear the mark at `now`. */
export function newKeys(newness: Newness, now: number): Set<string> {
  return new Set([...newness.until].filter(([, end]) => end > now).map(([key]) => key));
}

/** Milliseconds until the next mark fades; null when there is none. */
export function untilFade(newness: Newness, now: number): number | null {
  const ends = [...newness.until.values()].filter((end) => end > now);
  return ends.length === 0 ? null : Math.min(...ends) - now;
}
