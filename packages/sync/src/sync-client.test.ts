import type { SubscribeAnswer } from "@diaodu/contracts";
import { expect, test } from "vitest";
import { sampleBoard, sampleChanges } from "../test/boards.ts";
import { beat, bench, KEY, liveBench, reset, settled, upTo } from "../test/page-bench.ts";

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
