import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadEvents } from "./events.ts";
import type { ReplayEvent } from "./events.ts";
import { createReplay } from "./replay.ts";
import type { ReplayClock } from "./replay.ts";
import { runReplay } from "./run-replay.ts";
import type { ReplayControl, ReplayRun } from "./run-replay.ts";

const all = loadEvents();
/** Four months with the history of one: releases that share an instant, and two empty stretches. */
const events = all.filter((event) => event.at > "2019-12-01" && event.at < "2020-04-30");
const replay = createReplay({ events, to: "2020-04-30", speed: 86_400 * 4 });
const ids = (list: readonly ReplayEvent[]): string[] => list.map((event) => event.id);

/** The product's side: what it accepted, once per key, and the clock it keeps. */
class Receiver {
  readonly accepted: string[] = [];
  readonly instants: string[] = [];
  attempts = 0;
  clock: ReplayClock | null = null;
  private readonly keys = new Set<string>();

  take(key: string, committedAt: string): void {
    this.attempts += 1;
    if (this.keys.has(key)) return;
    this.keys.add(key);
    this.accepted.push(key);
    this.instants.push(committedAt);
  }
}

/** Real time that passes only while the run sleeps. */
function virtualTime(): Pick<ReplayRun, "now" | "sleep"> {
  let present = 0;
  return {
    now: () => present,
    sleep: async (milliseconds) => {
      present += milliseconds;
    },
  };
}

function runInto(receiver: Receiver, changes: Partial<ReplayRun> = {}): Promise<ReplayControl> {
  return runReplay({
    replay,
    submit: async (_observations, meta) => receiver.take(meta.idempotencyKey, meta.committedAt),
    saveClock: (clock) => {
      receiver.clock = clock;
    },
    loadClock: () => receiver.clock,
    ...virtualTime(),
    ...changes,
  });
}

const forever = new Promise<never>(() => undefined);

describe("running a replay", () => {
  it("delivers history and then every event once, in business order, at its own instant", async () => {
    const receiver = new Receiver();
    const control = await runInto(receiver);
    await control.done;
    expect(receiver.accepted).toEqual(ids(replay.events));
    expect(receiver.instants).toEqual(replay.events.map((event) => event.at));
    expect(control.status()).toMatchObject({ state: "ended", date: "2020-04-30", remaining: 0 });
  });

  it("never lets the business clock pass an event that is not submitted yet", async () => {
    let at = "";
    const early: string[] = [];
    const control = await runInto(new Receiver(), {
      submit: async (_observations, meta) => {
        if (at !== "" && meta.committedAt < at) early.push(meta.idempotencyKey);
      },
      onTick: (status) => {
        expect(status.at >= at).toBe(true);
        at = status.at;
      },
      historyGiven: true,
    });
    await control.done;
    expect(early).toEqual([]);
  });

  it("leaves out history that is already stored", async () => {
    const receiver = new Receiver();
    await (
      await runInto(receiver, { historyGiven: true })
    ).done;
    expect(receiver.accepted).toEqual(ids(events.filter((event) => event.at >= replay.from)));
  });

  it("resumes after being killed before an acceptance: nothing lost, nothing sent twice", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(events.length - 1), async (cut) => {
        const receiver = new Receiver();
        await killedAt("submit", cut, receiver);
        await (
          await runInto(receiver)
        ).done;
        expect(receiver.accepted).toEqual(ids(replay.events));
        expect(receiver.attempts).toBe(events.length);
      }),
      { numRuns: 25 },
    );
  });

  it("resumes after being killed between acceptance and saving: the key is the same again", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(events.length - 1), async (cut) => {
        const receiver = new Receiver();
        await killedAt("save", cut, receiver);
        await (
          await runInto(receiver)
        ).done;
        expect(receiver.accepted).toEqual(ids(replay.events));
        expect(receiver.attempts).toBeLessThanOrEqual(events.length + 1);
      }),
      { numRuns: 25 },
    );
  });

  it("repeats a failed submission under its key, holding the clock back", async () => {
    const receiver = new Receiver();
    let failures = 3;
    const faults: (string | null)[] = [];
    const control = await runInto(receiver, {
      submit: async (_observations, meta) => {
        if (receiver.accepted.length === 5 && failures > 0) {
          failures -= 1;
          throw new Error("数据库忙");
        }
        receiver.take(meta.idempotencyKey, meta.committedAt);
      },
      onTick: (status) => faults.push(status.fault),
    });
    await control.done;
    expect(receiver.accepted).toEqual(ids(replay.events));
    expect(faults.filter((fault) => fault === "数据库忙")).toHaveLength(3);
    expect(control.status().fault).toBeNull();
  });

  it("jumps to a day by delivering everything up to its end, and stays paused there", async () => {
    const receiver = new Receiver();
    const control = await runInto(receiver, { running: false });
    await control.jumpTo("2020-03-16");
    expect(receiver.accepted).toEqual(
      ids(events.filter((event) => event.at < "2020-03-16T16:00:00.000Z")),
    );
    expect(control.status()).toMatchObject({ state: "paused", date: "2020-03-16" });
    await expect(control.jumpTo("2020-03-15")).rejects.toThrow(RangeError);
    await control.stop();
    expect(receiver.clock).toEqual({ at: "2020-03-16T15:59:59.999Z", eventId: null });
  });

  it("reaches revisions beyond its last day by a jump alone", async () => {
    const whole = createReplay({ events: all });
    const receiver = new Receiver();
    const control = await runInto(receiver, { replay: whole, running: false });
    await control.jumpTo("2021-01-31");
    expect(control.status()).toMatchObject({ state: "ended", date: "2021-01-31", remaining: 5 });
    await control.jumpTo("2022-12-31");
    expect(receiver.accepted).toEqual(ids(whole.events));
  });

  it("pauses, runs on where it paused, and changes speed on the way", async () => {
    const receiver = new Receiver();
    const control = await runInto(receiver);
    while (control.status().date < "2020-02-10") await Promise.resolve();
    await control.pause();
    const resting = control.status();
    expect(resting.state).toBe("paused");
    expect(receiver.accepted.length).toBeLessThan(events.length);
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    expect(control.status()).toEqual(resting);
    control.setSpeed(86_400 * 40);
    control.resume();
    await control.done;
    expect(receiver.accepted).toEqual(ids(replay.events));
    expect(control.status().speed).toBe(86_400 * 40);
    expect(() => control.setSpeed(0)).toThrow(RangeError);
  });

  it("does not leap when the machine slept", async () => {
    const receiver = new Receiver();
    let present = 0;
    const days: string[] = [];
    const control = await runInto(receiver, {
      now: () => present,
      sleep: async () => {
        present += 3_600_000;
      },
      onTick: (status) => {
        if (days.at(-1) !== status.date) days.push(status.date);
      },
    });
    await control.done;
    // An hour asleep counts as one second, that is four business days.
    expect(days.length).toBeGreaterThan(25);
  });
});

/** Runs until the `cut`-th submission (or the saving after it) hangs for good, as a killed process does. */
async function killedAt(where: "submit" | "save", cut: number, receiver: Receiver): Promise<void> {
  let count = 0;
  await new Promise<void>((killed) => {
    void runInto(receiver, {
      submit: async (_observations, meta) => {
        if (where === "submit" && count === cut) {
          killed();
          return forever;
        }
        count += 1;
        receiver.take(meta.idempotencyKey, meta.committedAt);
      },
      saveClock: (clock) => {
        if (where === "save" && count > cut) {
          killed();
          return forever;
        }
        receiver.clock = clock;
      },
    });
  });
}
