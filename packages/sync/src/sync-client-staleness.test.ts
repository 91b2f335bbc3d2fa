import { expect, test } from "vitest";
import { sampleChanges, sampleClock } from "../test/boards.ts";
import { BEAT_MS, beat, bench, KEY, liveBench, upTo } from "../test/page-bench.ts";

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
