import { expect, test } from "vitest";
import { sampleBoard } from "../test/boards.ts";
import { bench, KEY, liveBench, reset, settled, upTo } from "../test/page-bench.ts";

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
