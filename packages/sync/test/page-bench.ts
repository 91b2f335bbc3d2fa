import type { Beat, Board, Subscribe, SubscribeAnswer } from "@diaodu/contracts";
import { expect } from "vitest";
import { sampleBoard, sampleChanges, sampleClock } from "./boards.ts";
import type { Clock } from "../src/clock.ts";
import type { SyncStatus } from "../src/status.ts";
import { createSync, type Sync } from "../src/sync-client.ts";
import type { TransportHandlers } from "../src/transport.ts";

export const BEAT_MS = 5_000;
export const KEY = "gdp:370000";

interface Asked {
  request: Subscribe;
  answer: (answer: SubscribeAnswer) => void;
}

/** A page on a bench: its network and its time are turned by hand. */
export function bench(initial: Board | null = sampleBoard(4)) {
  let now = 1_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  const clock: Clock = {
    now: () => now,
    setTimeout: (run, ms) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return timer;
    },
    clearTimeout: (timer) => void timers.delete(timer as { at: number; run: () => void }),
  };
  const links: TransportHandlers[] = [];
  const asked: Asked[] = [];
  const fetches: { ok: (board: Board) => void; fail: () => void; signal: AbortSignal }[] = [];
  const boards: Board[] = [];
  const statuses: SyncStatus[] = [];
  const builds: string[] = [];
  const sync: Sync = createSync({
    transport: {
      connect: (handlers) => void links.push(handlers),
      subscribe: (request, answer) => void asked.push({ request, answer }),
      close: () => undefined,
    },
    fetchSnapshot: (signal) =>
      new Promise<Board>((ok, fail) => {
        fetches.push({ ok, fail: () => fail(new Error("503")), signal });
      }),
    clock,
    random: () => 0.5,
    initial,
    build: "b1",
    onBoard: (board) => boards.push(board),
    onStatus: (status) => statuses.push(status),
    onNewBuild: (build) => builds.push(build),
  });
  return {
    sync,
    asked,
    links,
    fetches,
    boards,
    statuses,
    builds,
    link: () => links.at(-1) ?? expect.fail("no connection"),
    ask: () => asked.at(-1) ?? expect.fail("nothing was asked"),
    fetch: () => fetches.at(-1) ?? expect.fail("nothing was fetched"),
    /** Time passes and timers ring. */
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = [...timers]
          .filter((timer) => timer.at <= until)
          .sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
      }
      now = until;
    },
    /** Time passes, but timers do not ring: the machine sleeps. */
    sleep(ms: number) {
      now += ms;
    },
  };
}

export function upTo(from: number, ...keys: string[]): SubscribeAnswer {
  return { kind: "changes", build: "b1", beatMs: BEAT_MS, ...sampleChanges(from, ...keys) };
}

export function reset(
  reason: "other_database" | "from_the_future" | "too_far_behind",
): SubscribeAnswer {
  return { kind: "reset", reason, build: "b1" };
}

export function beat(seq: number, build = "b1"): Beat {
  return { seq, at: "2020-07-01T00:00:00.000Z", clock: sampleClock(7), build };
}

/** A page that is live at seq 4. */
export function liveBench() {
  const page = bench();
  page.link().open();
  page.ask().answer(upTo(4));
  expect(page.sync.status()).toMatchObject({ phase: "live", stale: false, seq: 4 });
  return page;
}

/** Promises of a fetch settle in a microtask. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
