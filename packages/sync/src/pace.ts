/** Beats come this often until an ack says otherwise, in ms. */
export const FIRST_BEAT_MS = 5_000;
/** How long an ack or a snapshot may take at first; every failure in a row doubles it. */
const PATIENCE_MS = 8_000;
const LONGEST_PATIENCE_MS = 30_000;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;
/** A transport that says it reopens by itself is believed for so long. */
export const REOPEN_MS = 30_000;
/** A connection younger than this is not replaced because somebody looked at the page. */
export const YOUNG_MS = 2_000;

/** Deadline in ms for an answer, longer after every failure so that a slow link gets through. */
export function patience(failures: number): number {
  return Math.min(LONGEST_PATIENCE_MS, PATIENCE_MS * 2 ** Math.min(failures, 10));
}

/**
 * Pause in ms before another try: doubling, spread over three quarters of its length so that
 * ten thousand pages that lost one server do not come back in the same instant.
 *
 * @param random in [0, 1)
 */
export function pause(failures: number, random: number): number {
  const longest = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** Math.min(failures, 10));
  return longest * (0.25 + 0.75 * random);
}
