import type { Beat, Board, Subscribe, SubscribeAnswer } from "@diaodu/contracts";
import { expect, test } from "vitest";
import { sampleBoard, sampleChanges, sampleClock } from "../test/boards.ts";
import type { Clock } from "./clock.ts";
import type { SyncStatus } from "./status.ts";
import { createSync, type Sync } from "./sync-client.ts";
import type { TransportHandlers } from "./transport.ts";

const BEAT_MS = 5_000;
const KEY = "gdp:370000";

interface Asked {
  request: Subscribe;
  answer: (answer: SubscribeAnswer) => void;
}

/** A page on a bench: its network and its time are turned by hand. */
function bench(initial: Board | null = sampleBoard(4)) {
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

function upTo(from: number, ...keys: string[]): SubscribeAnswer {
  return { kind: "changes", build: "b1", beatMs: BEAT_MS, ...sampleChanges(from, ...keys) };
}

function reset(reason: "other_database" | "from_the_future" | "too_far_behind"): SubscribeAnswer {
  return { kind: "reset", reason, build: "b1" };
}

function beat(seq: number, build = "b1"): Beat {
  return { seq, at: "2020-07-01T00:00:00.000Z", clock: sampleClock(7), build };
}

/** A page that is live at seq 4. */
function liveBench() {
  const page = bench();
  page.link().open();
  page.ask().answer(upTo(4));
  expect(page.sync.status()).toMatchObject({ phase: "live", stale: false, seq: 4 });
  return page;
}

/** Promises of a fetch settle in a microtask. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[S11] a page with a board asks for what came after it", () => {
  const page = bench();
  expect(page.asked).toHaveLength(0);
  page.link().open();
  expect(page.ask().request).toEqual({ protocol: 1, database: "a", since: 4, build: "b1" });
  page.ask().answer(upTo(4, KEY, KEY));
  expect(page.boards.map((board) => board.seq)).toEqual([6]);
  expect(page.sync.status()).toEqual({
    phase: "live",
    connected: true,
    lastConfirmedAt: 1_000_000,
    seq: 6,
    stale: false,
    reason: null,
    build: "b1",
  });
});

test("[S11] a page without a board fetches one while its socket opens", async () => {
  const page = bench(null);
  expect(page.fetches).toHaveLength(1);
  page.link().open();
  expect(page.ask().request).toMatchObject({ database: "", since: 0 });
  page.ask().answer(reset("other_database"));
  expect(page.sync.status()).toMatchObject({ phase: "snapshotting", stale: false, seq: null });
  page.fetch().ok(sampleBoard(9));
  await settled();
  expect(page.fetches).toHaveLength(1);
  expect(page.ask().request).toMatchObject({ database: "a", since: 9 });
});

test("[S11] a page without a board shows the fetched one even if no socket opens", async () => {
  const page = bench(null);
  page.link().closed(true);
  page.fetch().ok(sampleBoard(9));
  await settled();
  expect(page.sync.board()?.seq).toBe(9);
  expect(page.sync.status()).toMatchObject({ phase: "stale", stale: true, reason: "closed" });
});

test("[S12] a push from beyond our seq is asked for at once, and not applied before", () => {
  const page = liveBench();
  page.link().changes(sampleChanges(5, KEY));
  expect(page.boards).toHaveLength(0);
  expect(page.ask().request.since).toBe(4);
  page.ask().answer(upTo(4, KEY));
  expect(page.sync.board()?.seq).toBe(6);
  expect(page.sync.status().phase).toBe("live");
});

test("[S12] a beat past our seq is asked about at once", () => {
  const page = liveBench();
  page.link().beat(beat(5));
  expect(page.asked).toHaveLength(2);
  expect(page.sync.status()).toMatchObject({ phase: "subscribing", stale: false });
});

test("[S13] pushes before the ack wait for it", () => {
  const page = bench();
  page.link().open();
  page.link().changes(sampleChanges(5, KEY));
  page.link().changes(sampleChanges(4, KEY));
  expect(page.boards).toHaveLength(0);
  page.ask().answer(upTo(4));
  expect(page.sync.board()?.seq).toBe(6);
});

test("[S13] a gap that is left after the ack is asked for once, however many pushes show it", () => {
  const page = bench();
  page.link().open();
  page.link().changes(sampleChanges(6, KEY));
  page.link().changes(sampleChanges(9, KEY));
  page.ask().answer(upTo(4));
  expect(page.asked).toHaveLength(2);
  page.ask().answer(upTo(4));
  expect(page.asked).toHaveLength(2);
  expect(page.sync.status().phase).toBe("live");
});

test("[S15] an answer to an older question is not heard", () => {
  const page = liveBench();
  page.link().beat(beat(5));
  const older = page.ask();
  page.link().closed(true);
  page.link().open();
  older.answer(reset("other_database"));
  expect(page.sync.status().phase).toBe("subscribing");
});

test("[S15] a connection that was given up is not heard", () => {
  const page = liveBench();
  const older = page.link();
  page.sleep(60_000);
  page.sync.wake();
  expect(page.links).toHaveLength(2);
  older.changes(sampleChanges(4, KEY));
  older.beat(beat(4));
  older.open();
  expect(page.boards).toHaveLength(0);
  expect(page.sync.status()).toMatchObject({ phase: "stale", connected: false });
});

test("[S16] without an ack the link counts as hung and is replaced after a pause", () => {
  const page = bench();
  page.link().open();
  page.pass(8_000);
  expect(page.sync.status()).toMatchObject({ phase: "stale", stale: true, reason: "hung" });
  page.pass(1_000);
  expect(page.links).toHaveLength(2);
  page.link().open();
  page.pass(15_999);
  expect(page.sync.status().phase).toBe("subscribing");
  page.pass(1);
  expect(page.sync.status().phase).toBe("stale");
});

test("[S16] an ack that comes within the pause is taken", () => {
  const page = bench();
  page.link().open();
  page.pass(8_100);
  page.ask().answer(upTo(4, KEY));
  expect(page.sync.status()).toMatchObject({ phase: "live", stale: false, seq: 5 });
  page.pass(5_000);
  expect(page.links).toHaveLength(1);
});

test("[S18] what cannot be read is asked for again", () => {
  const page = bench();
  page.link().open();
  page.ask().answer({ ...upTo(4, KEY), items: null } as unknown as SubscribeAnswer);
  expect(page.sync.board()?.seq).toBe(4);
  page.pass(1_000);
  expect(page.asked).toHaveLength(2);
  page.ask().answer({ kind: "invalid", faults: [] });
  page.pass(2_000);
  expect(page.asked).toHaveLength(3);
});

test("[S19] an incompatible server is asked again on the next socket only, and the board is stale", () => {
  const page = bench();
  page.link().open();
  page.ask().answer({ kind: "incompatible", protocol: 2, build: "b2" });
  expect(page.sync.status()).toMatchObject({ phase: "incompatible", stale: true, build: "b2" });
  expect(page.builds).toEqual(["b2"]);
  page.pass(60_000);
  expect(page.asked).toHaveLength(1);
  page.link().closed(true);
  page.link().open();
  expect(page.asked).toHaveLength(2);
});

test("[S20] a reset fetches the board and subscribes with its seq", async () => {
  const page = liveBench();
  page.link().closed(true);
  page.link().open();
  page.ask().answer(reset("other_database"));
  page.fetch().ok({ ...sampleBoard(2), database: "b" });
  await settled();
  expect(page.ask().request).toMatchObject({ database: "b", since: 2 });
  page.ask().answer(upTo(2));
  expect(page.sync.status()).toMatchObject({ phase: "live", seq: 2 });
});

test("[S20] a fetch that fails, or hangs, is tried again after a pause", async () => {
  const page = bench(null);
  page.fetch().fail();
  await settled();
  page.pass(1_000);
  expect(page.fetches).toHaveLength(2);
  page.pass(30_000);
  expect(page.fetches[1]?.signal.aborted).toBe(true);
  expect(page.fetches.length).toBeGreaterThan(2);
});

test("[S21] a confirmation ends the fetch", () => {
  const page = liveBench();
  page.link().closed(true);
  page.link().open();
  page.ask().answer(reset("too_far_behind"));
  page.link().closed(true);
  page.link().open();
  page.ask().answer(upTo(4, KEY));
  expect(page.fetch().signal.aborted).toBe(true);
  expect(page.sync.status()).toMatchObject({ phase: "live", seq: 5 });
});

test("[S25] a fetched board older than ours is let go", async () => {
  const page = bench();
  page.link().open();
  page.ask().answer(reset("too_far_behind"));
  page.fetch().ok(sampleBoard(3));
  await settled();
  expect(page.sync.board()?.seq).toBe(4);
  page.pass(4_000);
  expect(page.fetches).toHaveLength(2);
});

test("[S26] a server that disowns our seq twice in a row is believed", async () => {
  const page = bench();
  page.link().open();
  page.ask().answer(reset("from_the_future"));
  expect(page.fetches).toHaveLength(0);
  page.pass(1_000);
  page.ask().answer(reset("from_the_future"));
  page.pass(2_000);
  page.fetch().ok(sampleBoard(3));
  await settled();
  expect(page.sync.board()?.seq).toBe(3);
  expect(page.ask().request.since).toBe(3);
});

test("[S26] a server that merely trailed keeps us where we are", () => {
  const page = bench();
  page.link().open();
  page.ask().answer(reset("from_the_future"));
  page.pass(1_000);
  page.ask().answer(upTo(4));
  expect(page.fetches).toHaveLength(0);
  expect(page.sync.status().phase).toBe("live");
});

test("[S30] two missed beats make the board stale, and a dead link is then replaced", () => {
  const page = liveBench();
  page.pass(2 * BEAT_MS - 1);
  expect(page.sync.status().stale).toBe(false);
  page.pass(1);
  expect(page.sync.status()).toMatchObject({ phase: "stale", stale: true, reason: "hung" });
  expect(page.links).toHaveLength(1);
  page.pass(1_000);
  expect(page.links).toHaveLength(2);
});

test("[S30] beats at our seq keep a quiet board live", () => {
  const page = liveBench();
  for (let beats = 0; beats < 10; beats++) {
    page.pass(BEAT_MS);
    page.link().beat(beat(4));
  }
  expect(page.sync.status()).toMatchObject({ phase: "live", lastConfirmedAt: 1_050_000 });
  expect(page.sync.board()?.clock).toEqual(sampleClock(7));
  expect(page.asked).toHaveLength(1);
});

test("[S30] what the server repeats does not confirm", () => {
  const page = liveBench();
  page.pass(BEAT_MS);
  page.link().changes(sampleChanges(3, KEY));
  expect(page.sync.status().lastConfirmedAt).toBe(1_000_000);
});

test("[S31] a socket that closes makes the board stale at once", () => {
  const page = liveBench();
  page.link().closed(true);
  expect(page.statuses.at(-1)).toMatchObject({
    phase: "stale",
    connected: false,
    stale: true,
    reason: "closed",
  });
});

test("[S31] a socket that will not reopen by itself is opened again after a pause", () => {
  const page = liveBench();
  page.link().closed(false);
  page.pass(1_000);
  expect(page.links).toHaveLength(2);
});

test("[S31] a transport that promised to reopen is replaced when it does not", () => {
  const page = liveBench();
  page.link().closed(true);
  page.pass(29_999);
  expect(page.links).toHaveLength(1);
  page.pass(1);
  expect(page.links).toHaveLength(2);
});

test("[S32] a beat after a hang makes the page ask; the ack ends the staleness", () => {
  const page = liveBench();
  page.pass(2 * BEAT_MS);
  page.link().beat(beat(4));
  expect(page.sync.status()).toMatchObject({ phase: "subscribing", stale: true, reason: "hung" });
  page.ask().answer(upTo(4));
  expect(page.sync.status()).toMatchObject({ phase: "live", stale: false, reason: null });
  expect(page.links).toHaveLength(1);
});

test("[S33] an ack that took more than two beats is applied, and the page asks once more", () => {
  const page = bench();
  page.link().open();
  page.sleep(2 * BEAT_MS + 1);
  page.ask().answer(upTo(4, KEY));
  expect(page.sync.status()).toMatchObject({ phase: "subscribing", seq: 5, lastConfirmedAt: null });
  expect(page.ask().request.since).toBe(5);
});

test("[S34] a beat that waited while the machine slept does not confirm", () => {
  const page = liveBench();
  page.sleep(3_600_000);
  page.link().beat(beat(4));
  expect(page.sync.status()).toMatchObject({ phase: "subscribing", stale: true });
  expect(page.asked).toHaveLength(2);
});

test("[S35] a page that wakes long after its last confirmation takes a new socket at once", () => {
  const page = liveBench();
  page.sleep(2 * BEAT_MS + 1);
  page.sync.wake();
  expect(page.links).toHaveLength(2);
  expect(page.sync.status()).toMatchObject({ stale: true, reason: "hung", connected: false });
  page.sync.wake();
  expect(page.links).toHaveLength(2);
});

test("[S35] a look at a live page changes nothing", () => {
  const page = liveBench();
  page.pass(BEAT_MS);
  page.sync.wake();
  expect(page.links).toHaveLength(1);
  expect(page.sync.status().phase).toBe("live");
});

test("[S35] when the network is back, the transport's own pause is cut short", () => {
  const page = liveBench();
  page.pass(3_000);
  page.link().closed(true);
  page.sync.wake();
  expect(page.links).toHaveLength(2);
});

test("[S36] a beat from before our board neither confirms nor asks", () => {
  const page = liveBench();
  page.pass(BEAT_MS);
  page.link().beat(beat(3));
  expect(page.sync.status().lastConfirmedAt).toBe(1_000_000);
  expect(page.asked).toHaveLength(1);
});

test("[S37] another build is told once, our own never", () => {
  const page = liveBench();
  page.link().beat(beat(4, "b2"));
  page.link().beat(beat(4, "b2"));
  page.link().beat(beat(4, "b1"));
  page.link().beat(beat(4, "b3"));
  expect(page.builds).toEqual(["b2", "b3"]);
});

test("a page that was stopped says nothing any more", () => {
  const page = liveBench();
  const told = page.statuses.length;
  page.sync.stop();
  page.link().changes(sampleChanges(4, KEY));
  page.link().closed(true);
  page.pass(120_000);
  expect([page.boards.length, page.statuses.length, page.links.length]).toEqual([0, told, 1]);
});
