import type { QuietHours } from "./channel.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** China keeps one civil time, UTC+8, all year. */
const CITY_OFFSET_MS = 8 * 60 * MINUTE_MS;

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 60 * MINUTE_MS;

/** Nobody is told the day after what should have been done yesterday: somebody has to look. */
export const GIVE_UP_AFTER_MS = 24 * 60 * MINUTE_MS;
export const MAX_ATTEMPTS = 30;

/** What a silent night has gathered is let go over this time, not at one stroke. */
const MORNING_SPREAD_MS = 2 * MINUTE_MS;

/**
 * When a message may go that is due at `at`: then, or once the quiet hours are over.
 * @param random 0 to 1; spreads what the night has gathered
 */
export function afterQuiet(at: Date, quiet: QuietHours | null, random: number): Date {
  if (quiet === null) return at;
  const minute = Math.floor((at.getTime() + CITY_OFFSET_MS) / MINUTE_MS);
  const from = minuteOfDay(quiet.from);
  // How long it has been quiet, and for how long it is, counted round the clock.
  const since = modulo(minute - from, DAY_MINUTES);
  const length = modulo(minuteOfDay(quiet.to) - from, DAY_MINUTES);
  if (since >= length) return at;
  const end = (minute - since + length) * MINUTE_MS - CITY_OFFSET_MS;
  return new Date(end + Math.round(random * MORNING_SPREAD_MS));
}

/**
 * When a message that did not get through is tried again: after half a minute, doubling up to an
 * hour, each wait between half and one and a half times that, and not before the other side asked.
 * @param o.attempts how many were made
 * @param o.first when the first was made
 * @param o.random 0 to 1
 * @returns null where it is time to give up: after 30 attempts, or 24 hours. A night that is kept
 * quiet takes no attempt away: the one that it delays is made, however late.
 */
export function nextAttempt(o: {
  readonly now: Date;
  readonly first: Date;
  readonly attempts: number;
  readonly retryAfterMs: number | null;
  readonly quiet: QuietHours | null;
  readonly random: number;
}): Date | null {
  if (o.attempts >= MAX_ATTEMPTS) return null;
  if (o.now.getTime() - o.first.getTime() >= GIVE_UP_AFTER_MS) return null;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, o.attempts - 1), LONGEST_WAIT_MS);
  const spread = Math.round(wait * (0.5 + o.random));
  const at = new Date(o.now.getTime() + Math.max(spread, o.retryAfterMs ?? 0));
  return afterQuiet(at, o.quiet, o.random);
}

function minuteOfDay(time: string): number {
  const [hour = "", minute = ""] = time.split(":");
  return Number(hour) * 60 + Number(minute);
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
