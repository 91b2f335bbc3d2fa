import { board as boardSchema, FEED_LENGTH } from "@diaodu/contracts";
import { expect, test } from "vitest";
import {
  sampleBoard,
  sampleChanges,
  sampleItem,
  sampleLayout,
  sampleRanking,
  sampleTile,
} from "../test/boards.ts";
import { applyChanges, applyClock } from "./apply.ts";

const KEYS = ["gdp:370000", "iva:370000", "pm25:371400"];

test("[S1] changes that follow the board bring it to their end", () => {
  const next = applyChanges(sampleBoard(4, KEYS), sampleChanges(4, "iva:370000", "gdp:370000"));
  expect(next.seq).toBe(6);
  expect(next.tiles.map((tile) => tile.seq)).toEqual([6, 5, 0]);
  expect(boardSchema.parse(next)).toEqual(next);
});

test("[S1] a duplicate gives back the very same board", () => {
  const board = sampleBoard(4, KEYS);
  expect(applyChanges(board, sampleChanges(2, "iva:370000", "gdp:370000"))).toBe(board);
});

test("[S1] changes from beyond the board are refused, because something between them is missing", () => {
  expect(() => applyChanges(sampleBoard(4, KEYS), sampleChanges(5, "gdp:370000"))).toThrow(
    RangeError,
  );
});

test("[S2] the board that went in stays as it was", () => {
  const board = sampleBoard(4, KEYS);
  const before = structuredClone(board);
  const changes = sampleChanges(4, "gdp:370000");
  const next = applyChanges(board, changes);
  expect(board).toEqual(before);
  expect([next.at, next.clock]).toEqual([changes.at, changes.clock]);
});

test("[S3] what no put touched keeps its identity", () => {
  const board = sampleBoard(4, KEYS);
  const next = applyChanges(board, sampleChanges(4, "iva:370000"));
  expect(next.tiles[0]).toBe(board.tiles[0]);
  expect(next.tiles[1]).not.toBe(board.tiles[1]);
  expect(next.tiles[2]).toBe(board.tiles[2]);
  expect(next.rankings).toBe(board.rankings);
  expect(next.layout).toBe(board.layout);
});

test("[S4] of changes that overlap the board, only what it lacks is applied", () => {
  const board = applyChanges(sampleBoard(4, KEYS), sampleChanges(4, "gdp:370000"));
  const overlapping = sampleChanges(4, "gdp:370000", "iva:370000");
  const next = applyChanges(board, overlapping);
  expect(next.seq).toBe(6);
  expect(next.tiles[0]).toBe(board.tiles[0]);
  expect(next.feed.map((entry) => entry.seq)).toEqual([6, 5]);
});

test("[S5] a layout orders tiles and rankings and drops what it does not name", () => {
  const board = sampleBoard(4, KEYS);
  const names = ["pm25:371400", "gdp:370000"];
  const layout = {
    type: "layout" as const,
    layout: sampleLayout(names),
    rankings: names.slice(0, 1),
  };
  const next = applyChanges(board, {
    ...sampleChanges(4, "gdp:370000"),
    items: [sampleItem(5, "gdp:370000", [layout])],
  });
  expect(next.tiles.map((tile) => tile.key)).toEqual(names);
  expect(next.tiles[0]).toBe(board.tiles[2]);
  expect(next.rankings).toEqual([board.rankings[2]]);
});

test("[S5] a tile that a layout drops can come back in a later item", () => {
  const tile = sampleTile("iva:370000", 6);
  const layout = (keys: string[]) => ({
    type: "layout" as const,
    layout: sampleLayout(keys),
    rankings: [],
  });
  const next = applyChanges(sampleBoard(4, KEYS), {
    ...sampleChanges(4, "gdp:370000", "gdp:370000"),
    items: [
      sampleItem(5, "gdp:370000", [layout(["gdp:370000"])]),
      sampleItem(6, "gdp:370000", [{ type: "tile", tile }, layout(["iva:370000", "gdp:370000"])]),
    ],
  });
  expect(next.tiles.map((each) => each.key)).toEqual(["iva:370000", "gdp:370000"]);
  expect(next.tiles[0]).toBe(tile);
});

test("[S5] in a catch-up a tile may come after the layout that gives it its place", () => {
  const names = ["so2:370000", "gdp:370000"];
  const layout = { type: "layout" as const, layout: sampleLayout(names), rankings: names };
  const next = applyChanges(sampleBoard(4, KEYS), {
    ...sampleChanges(4, "gdp:370000", "so2:370000"),
    items: [
      sampleItem(5, "gdp:370000", [layout]),
      sampleItem(6, "so2:370000", [
        { type: "ranking", ranking: sampleRanking("so2:370000", 6) },
        { type: "tile", tile: sampleTile("so2:370000", 6) },
      ]),
    ],
  });
  expect(next.tiles.map((tile) => tile.key)).toEqual(names);
  expect(next.rankings.map((ranking) => ranking.key)).toEqual(names);
});

test("[S6] a new tile and a new ranking without a place in the layout are added at the end", () => {
  const ranking = sampleRanking("so2:370000", 5);
  const next = applyChanges(sampleBoard(4, KEYS), {
    ...sampleChanges(4, "so2:370000"),
    items: [
      sampleItem(5, "so2:370000", [
        { type: "tile", tile: sampleTile("so2:370000", 5) },
        { type: "ranking", ranking },
      ]),
    ],
  });
  expect(next.tiles.at(-1)?.key).toBe("so2:370000");
  expect(next.rankings.at(-1)).toBe(ranking);
});

test("[S7] the feed holds the newest entries, newest first", () => {
  const next = applyChanges(
    sampleBoard(0, KEYS),
    sampleChanges(0, ...Array<string>(FEED_LENGTH + 3).fill("gdp:370000")),
  );
  expect(next.feed).toHaveLength(FEED_LENGTH);
  expect(next.feed[0]?.seq).toBe(FEED_LENGTH + 3);
  expect(next.feed.at(-1)?.seq).toBe(4);
});

test("[S8] a beat moves the clock and leaves all parts alone", () => {
  const board = sampleBoard(4, KEYS);
  const clock = { ...board.clock, now: "2020-07-02T00:00:00.000Z" };
  expect(applyClock(board, clock)).toEqual({ ...board, clock });
  expect(applyClock(board, clock).tiles).toBe(board.tiles);
});
