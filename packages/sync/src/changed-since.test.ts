import { expect, test } from "vitest";
import { sampleBoard, sampleTile } from "../test/boards.ts";
import { changedSince } from "./changed-since.ts";

const frozen = sampleBoard(4, ["gdp:370000", "iva:370000"]);
const [gdp, iva] = frozen.tiles as [(typeof frozen.tiles)[0], (typeof frozen.tiles)[0]];

test("[S40] nothing has changed when only freshness, notes and pictures have", () => {
  const tiles = [
    { ...gdp, seq: 5, note: "二季度", freshness: { nextPeriodLabel: "1—9月", dueOn: null } },
    structuredClone(iva),
  ];
  expect(changedSince(frozen, { ...frozen, seq: 5, tiles })).toEqual([]);
});

test("[S40] another value changes a tile", () => {
  const after = sampleTile("iva:370000", 5, "7.5");
  expect(changedSince(frozen, { ...frozen, tiles: [gdp, after] })).toEqual([
    { key: "iva:370000", before: iva, after },
  ]);
});

test("[S40] another light changes a tile", () => {
  const after = { ...gdp, light: { ...gdp.light, light: "behind" as const } };
  expect(changedSince(frozen, { ...frozen, tiles: [after, iva] })).toEqual([
    { key: "gdp:370000", before: gdp, after },
  ]);
});

test("[S40] a dispatch figure that comes in changes a tile, and so does one that goes", () => {
  const after = { ...gdp, figure: null, dispatch: gdp.figure };
  expect(changedSince(frozen, { ...frozen, tiles: [after, iva] })).toHaveLength(1);
});

test("[S40] tiles that came or went are told", () => {
  const news = sampleTile("fai:370000", 5);
  expect(changedSince(frozen, { ...frozen, tiles: [news, iva] })).toEqual([
    { key: "fai:370000", before: null, after: news },
    { key: "gdp:370000", before: gdp, after: null },
  ]);
});
