import { businessDate } from "@diaodu/domain";
import type { Instant, Observation, PlainDate } from "@diaodu/domain";
import type { Act } from "./cycle/act.ts";
import { endOfChinaDay } from "./events.ts";
import type { ReplayEvent } from "./events.ts";
import { requireSpeed } from "./replay.ts";
import type { Replay, ReplayClock } from "./replay.ts";

/** Hands one release to the product. Must be safe to repeat with the same key. */
export type Submit = (
  observations: readonly Observation[],
  meta: {
    reportedBy: string;
    committedAt: Instant;
    idempotencyKey: string;
    /** What an invented person does, instead of figures. */
    act: Act | null;
  },
) => Promise<unknown>;

export type ReplayState = "running" | "paused" | "ended" | "stopped";

export interface ReplayStatus {
  state: ReplayState;
  /** The business clock. */
  at: Instant;
  date: PlainDate;
  /** Business seconds per real second while running. */
  speed: number;
  /** Submissions accepted since this run began, and events not yet delivered. */
  delivered: number;
  remaining: number;
  /** Message of the last failed submission; null once it went through. */
  fault: string | null;
}

export interface ReplayControl {
  /** Stops business time; the submission under way is finished first. */
  pause(): Promise<void>;
  /** Lets business time run on; nothing happens after the end. */
  resume(): void;
  /**
   * Delivers everything up to the end of that day, in order, and sets the clock there. A day past the
   * end of the replay reaches later revisions. @throws RangeError for a day already behind the clock.
   */
  jumpTo(date: PlainDate): Promise<void>;
  /** @throws RangeError unless positive. */
  setSpeed(speed: number): void;
  status(): ReplayStatus;
  /** Ends the run after the submission under way; the saved clock resumes it later. */
  stop(): Promise<void>;
  /** Settles when the clock rests at the end or the run was stopped; rejects if saving the clock fails. */
  done: Promise<void>;
}

export interface ReplayRun {
  replay: Replay;
  submit: Submit;
  /** Called after every accepted submission and whenever the business day changes. */
  saveClock(clock: ReplayClock): Promise<void> | void;
  /** null before the first run. */
  loadClock(): Promise<ReplayClock | null> | ReplayClock | null;
  /** Real time in milliseconds. */
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  speed?: number;
  /** True where the events before the replay's first day are already stored. */
  historyGiven?: boolean;
  /** False starts paused. */
  running?: boolean;
  onTick?(status: ReplayStatus): void;
}

const TICK_MS = 200;
/** A machine that slept, or a slow submission, does not make business time leap. */
const LONGEST_STEP_MS = 1000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5000;

/**
 * Plays the releases against the business clock: history first, then day by day to the end.
 * An event is submitted before the clock passes it, and the clock is saved after it, so a run killed
 * anywhere resumes with the same event under the same idempotency key. A failed submission is
 * repeated with growing waits and holds the clock back.
 */
export async function runReplay(run: ReplayRun): Promise<ReplayControl> {
  const { replay, submit, now, sleep } = run;
  const saved = await run.loadClock();
  let clock = saved ?? (run.historyGiven ? { at: justBefore(replay.from), eventId: null } : null);
  let at = clock && clock.at > replay.from ? clock.at : replay.from;
  let speed = run.speed ?? replay.speed;
  requireSpeed(speed);
  let state: ReplayState = run.running === false ? "paused" : "running";
  let delivered = 0;
  let fault: string | null = null;
  let seen = now();
  let turn: Promise<void> = Promise.resolve();

  const status = (): ReplayStatus => ({
    state,
    at,
    date: businessDate(at),
    speed,
    delivered,
    remaining: replay.dueBetween(clock, replay.horizon).length,
    fault,
  });
  const tell = (): void => run.onTick?.(status());

  /** Ticks and jumps take turns, so that two never deliver at once. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  async function keep(next: ReplayClock): Promise<void> {
    clock = next;
    await run.saveClock(next);
  }

  /** Delivers what is due, in order; false where `wanted` ended it early. */
  async function deliver(upTo: Instant, wanted: () => boolean): Promise<boolean> {
    for (const event of replay.dueBetween(clock, upTo)) {
      if (!wanted() || !(await submitUntilAccepted(event, wanted))) return false;
      delivered += 1;
      if (event.at > at) at = event.at;
      await keep({ at: event.at, eventId: event.id });
      tell();
    }
    if (!wanted()) return false;
    if (upTo > at) at = upTo;
    const newDay = clock === null || businessDate(clock.at) !== businessDate(upTo);
    const ahead = clock === null || clock.at <= upTo;
    if (ahead && (newDay || upTo >= replay.to)) await keep({ at: upTo, eventId: null });
    return true;
  }

  async function submitUntilAccepted(event: ReplayEvent, wanted: () => boolean): Promise<boolean> {
    for (let wait = FIRST_RETRY_MS; ; wait = Math.min(wait * 2, LONGEST_RETRY_MS)) {
      try {
        await submit(event.observations, {
          reportedBy: event.reportedBy,
          committedAt: event.at,
          idempotencyKey: event.id,
          act: event.act ?? null,
        });
        fault = null;
        return true;
      } catch (error) {
        fault = error instanceof Error ? error.message : String(error);
        tell();
        await sleep(wait);
        if (!wanted()) return false;
      }
    }
  }

  async function tick(): Promise<void> {
    if (state !== "running") return;
    const present = now();
    const elapsed = Math.min(Math.max(present - seen, 0), LONGEST_STEP_MS);
    seen = present;
    const target = earlier(later(at, elapsed * speed), replay.to);
    const whole = await deliver(target, () => state === "running");
    if (whole && at >= replay.to) state = "ended";
    tell();
  }

  async function loop(): Promise<void> {
    await inTurn(async () => {
      const eve = justBefore(replay.from);
      if (clock === null || clock.at < eve) await deliver(eve, () => state !== "stopped");
      seen = now();
    });
    const live = (): boolean => state === "running" || state === "paused";
    while (live()) {
      await inTurn(tick);
      if (live()) await sleep(TICK_MS);
    }
    tell();
  }

  return {
    status,
    done: loop(),
    async pause() {
      if (state === "running") state = "paused";
      await inTurn(async () => {
        if (state === "paused" && clock) await keep(standing());
      });
    },
    resume() {
      if (state !== "paused") return;
      seen = now();
      state = "running";
    },
    async jumpTo(date) {
      await inTurn(async () => {
        const target = earlier(endOfChinaDay(date), replay.horizon);
        if (target < at) throw new RangeError(`${date} is already behind the clock`);
        await deliver(target, () => state !== "stopped");
        seen = now();
        if (at >= replay.to && state !== "stopped") state = "ended";
        tell();
      });
    },
    setSpeed(next) {
      requireSpeed(next);
      speed = next;
      tell();
    },
    async stop() {
      if (state !== "ended") state = "stopped";
      await inTurn(async () => {
        if (clock) await keep(standing());
      });
    },
  };

  /** The clock to save while standing still: mid-release it must not claim the rest of the release. */
  function standing(): ReplayClock {
    if (clock && clock.at >= at) return clock;
    return replay.dueBetween(clock, at).length === 0 || !clock ? { at, eventId: null } : clock;
  }
}

function later(at: Instant, milliseconds: number): Instant {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}

function earlier(left: Instant, right: Instant): Instant {
  return left < right ? left : right;
}

function justBefore(at: Instant): Instant {
  return later(at, -1);
}
