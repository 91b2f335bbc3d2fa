import { describe, expect, it } from "vitest";
import { boardFixture } from "../../../test/board-fixture.ts";
import { type Band, bandOf, nameInBand } from "./outlook-band.ts";
import { pathModelOf } from "./path-model.ts";

const jobs = boardFixture.tiles.find((tile) => tile.indicator === "new_jobs")!;
const outlook = { low: 900, high: 1900, words: "预计全年 900—1900 万人", methods: [] };

describe("the band of the outlook", () => {
  it("runs from the latest figure to December, and the axis has room for it", () => {
    const model = pathModelOf({ ...jobs, outlook });
    expect(model?.outlook).toMatchObject({ low: 900, high: 1900 });
    expect(model?.outlook?.from).toEqual(model?.actual.at(-1));
    expect(model?.axis.to).toBeGreaterThanOrEqual(1900);
    const band = bandOf(model!.outlook!, ({ t, value }) => ({ x: t, y: value }));
    expect(band.slice(1)).toEqual([
      { x: 1, y: 1900 },
      { x: 1, y: 900 },
    ]);
  });

  it("is not drawn beside a monthly rate, whose outlook is of the year's mean", () => {
    const rate = boardFixture.tiles.find((tile) => tile.kind === "rate")!;
    expect(pathModelOf({ ...rate, outlook })?.outlook).toBeNull();
  });
});

describe("the band's name", () => {
  const band: Band = [
    { x: 0, y: 100 },
    { x: 100, y: 20 },
    { x: 100, y: 80 },
  ];

  it("stands in the middle, else where no other name is", () => {
    expect(nameInBand(band, 10, [null])).toBe(53.5);
    expect(nameInBand(band, 10, [50])).toBe(34);
    expect(nameInBand(band, 10, [50, 30])).toBe(74);
  });

  it("is left out where the band is narrow or every place is taken", () => {
    expect(nameInBand(band, 40, [])).toBeNull();
    expect(nameInBand(band, 10, [50, 30, 70])).toBeNull();
  });
});
