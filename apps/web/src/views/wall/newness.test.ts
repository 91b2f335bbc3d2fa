import { expect, test } from "vitest";
import { newKeys, NOTHING_SEEN, noteTiles, untilFade } from "./newness.ts";

const MINUTE = 60_000;

const opened = noteTiles(
  NOTHING_SEEN,
  [
    { key: "gdp", seq: 10 },
    { key: "fai", seq: 12 },
  ],
  0,
).newness;

test("nothing is new on a page just opened", () => {
  expect(newKeys(opened, 0).size).toBe(0);
  expect(untilFade(opened, 0)).toBeNull();
});

test("a changed tile is new for a minute and then no longer", () => {
  const { newness, changed } = noteTiles(
    opened,
    [
      { key: "gdp", seq: 13 },
      { key: "fai", seq: 12 },
    ],
    1_000,
  );
  expect(changed).toEqual(["gdp"]);
  expect([...newKeys(newness, 1_000 + MINUTE - 1)]).toEqual(["gdp"]);
  expect(untilFade(newness, 1_000)).toBe(MINUTE);
  expect(newKeys(newness, 1_000 + MINUTE).size).toBe(0);
});

test("a second change starts the minute again", () => {
  const first = noteTiles(opened, [{ key: "gdp", seq: 13 }], 0).newness;
  const second = noteTiles(first, [{ key: "gdp", seq: 14 }], 50_000).newness;
  expect(newKeys(second, 100_000).has("gdp")).toBe(true);
});

test("an older board after a restored database is no news", () => {
  expect(noteTiles(opened, [{ key: "gdp", seq: 3 }], 0).changed).toEqual([]);
});

test("the same board again changes nothing", () => {
  const tiles = [
    { key: "gdp", seq: 10 },
    { key: "fai", seq: 12 },
  ];
  expect(noteTiles(opened, tiles, 99).newness).toBe(opened);
});

test("after thousands of changes only living tiles are remembered", () => {
  let newness = NOTHING_SEEN;
  for (let seq = 1; seq <= 5_000; seq += 1) {
    newness = noteTiles(newness, [{ key: `tile-${seq % 7}`, seq }], seq * 10).newness;
  }
  expect(newness.seen.size).toBe(1);
  expect(newness.until.size).toBeLessThanOrEqual(1);
});
