import type { Instant, PlainDate } from "@diaodu/domain";
import { compareEvents } from "./business-order.ts";
import { chinaInstant, endOfChinaDay } from "./events.ts";
import type { ReplayEvent } from "./events.ts";

/** The thirteen months of the demonstration: all of 2020 and the releases of January 2021. */
export const DEFAULT_FROM: PlainDate = "2020-01-01";
export const DEFAULT_TO: PlainDate = "2021-01-31";
/** Real seconds that the thirteen months take at the default speed. */
export const DEFAULT_LENGTH_SECONDS = 600;

/**
 * Where the replay stands: all events before `at` are accepted, and of those at `at` itself the ones
 * up to and including `eventId` (null: all of them). Saved as it is, it resumes exactly.
 */
export interface ReplayClock {
  at: Instant;
  eventId: string | null;
}

/** The order of events and the stretch of business time that is played; holds no moving part. */
export interface Replay {
  /** In business order. */
  events: readonly ReplayEvent[];
  /** First instant played (00:00 China time of the first day); earlier events are history. */
  from: Instant;
  /** Where the clock rests: the last millisecond of the last day in China. */
  to: Instant;
  /** The farthest instant that a jump can reach: later revisions lie beyond `to`. */
  horizon: Instant;
  /** Business seconds per real second. */
  speed: number;
  /** Events after `after` and up to `upTo`, both ends as the clock counts them, in order. */
  dueBetween(after: ReplayClock | null, upTo: Instant): ReplayEvent[];
  /** Events before `from`, in order. */
  history(): ReplayEvent[];
}

/**
 * Orders events for playing from `from` to `to`, both days included.
 * @throws RangeError when two events share an id, the days are reversed, or the speed is not positive.
 */
export function createReplay(options: {
  events: readonly ReplayEvent[];
  from?: PlainDate;
  to?: PlainDate;
  speed?: number;
}): Replay {
  const from = chinaInstant(options.from ?? DEFAULT_FROM, 0);
  const to = endOfChinaDay(options.to ?? DEFAULT_TO);
  if (to <= from) throw new RangeError("the replay ends before it begins");
  const speed = options.speed ?? defaultSpeed(from, to);
  requireSpeed(speed);
  const events = options.events.toSorted(compareEvents);
  if (new Set(events.map((event) => event.id)).size !== events.length) {
    throw new RangeError("two events share an id");
  }
  const last = events.at(-1)?.at ?? to;
  return {
    events,
    from,
    to,
    horizon: last > to ? last : to,
    speed,
    dueBetween: (after, upTo) => {
      const begin = after === null ? 0 : firstOf(events, (event) => isAfter(event, after));
      return events.slice(
        begin,
        firstOf(events, ({ at }) => at > upTo),
      );
    },
    history: () => events.filter((event) => event.at < from),
  };
}

/** @throws RangeError unless the speed is a positive finite number of business seconds per second. */
export function requireSpeed(speed: number): void {
  if (!(speed > 0 && Number.isFinite(speed))) throw new RangeError(`not a speed: ${speed}`);
}

function isAfter(event: ReplayEvent, clock: ReplayClock): boolean {
  if (event.at !== clock.at) return event.at > clock.at;
  return clock.eventId !== null && event.id > clock.eventId;
}

/** Place of the first event of which `beyond` holds, as it then does of all that follow; their number for none. */
function firstOf(events: readonly ReplayEvent[], beyond: (event: ReplayEvent) => boolean): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event !== undefined && beyond(event)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function defaultSpeed(from: Instant, to: Instant): number {
  return (Date.parse(to) - Date.parse(from)) / 1000 / DEFAULT_LENGTH_SECONDS;
}
