const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** Whoever lived this long did not die of its start. */
export const STEADY_MS = 60_000;

/** Milliseconds to wait before a worker is replaced: doubled by each that did not live long. */
export function pauseBefore(losses: number): number {
  return Math.min(FIRST_MS * 2 ** Math.max(0, losses - 1), LONGEST_MS);
}
