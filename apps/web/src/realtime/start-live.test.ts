import { expect, it } from "vitest";
import { boardFixture } from "../../test/board-fixture.ts";
import { newest } from "./start-live.ts";

const page = boardFixture;
const kept = (seq: number, database = page.database) => ({
  board: { ...page, seq, database },
  confirmedAt: 1000,
});

it("starts from the kept board when the page comes from an older visit", () => {
  expect(newest(page, kept(page.seq + 5)).board?.seq).toBe(page.seq + 5);
});

it("starts from the page's board when that is newer", () => {
  expect(newest(page, kept(page.seq - 5))).toEqual({ board: page });
});

it("knows when the page's own version was confirmed if it was the last one kept", () => {
  expect(newest(page, kept(page.seq))).toEqual({ board: page, confirmedAt: 1000 });
});

it("does not compare versions of two databases", () => {
  expect(newest(page, kept(page.seq + 5, "another"))).toEqual({ board: page });
});

it("starts with nothing on a first visit whose page brought no board", () => {
  expect(newest(null, null)).toEqual({});
});
