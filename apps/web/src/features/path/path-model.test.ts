import { describe, expect, it } from "vitest";
import { boardFixture } from "../../../test/board-fixture.ts";
import { pathModelOf, pathRows } from "./path-model.ts";
import { axisOf, largeUnit } from "./scale.ts";

const tileOf = (indicator: string) =>
  boardFixture.tiles.find((tile) => tile.indicator === indicator)!;

describe("the axis", () => {
  it("ends on round numbers around the values", () => {
    expect(axisOf([3.5, 19], true).ticks).toEqual([0, 5, 10, 15, 20]);
    expect(axisOf([-13.5, -2.8], true)).toMatchObject({ from: -15, to: 0 });
  });

  it("stays near a rate instead of starting from zero", () => {
    expect(axisOf([5.9, 6.2], false).from).toBeGreaterThan(5);
  });

  it("has a height even for one value", () => {
    const { from, to } = axisOf([6], false);
    expect(to).toBeGreaterThan(from);
  });

  it("counts large sums in 万亿元", () => {
    expect(largeUnit("亿元", 77_672)).toEqual({ divisor: 10_000, unit: "万亿元" });
    expect(largeUnit("亿元", 1284)).toEqual({ divisor: 1, unit: "亿元" });
  });
});

describe("the path", () => {
  it("draws growth where there are no levels, and no plan of levels beside it", () => {
    expect(pathModelOf(tileOf("iva"))).toMatchObject({ of: "growth", unit: "%", plan: [] });
  });

  it("has nothing to draw without a single point", () => {
    expect(pathModelOf(tileOf("key_projects"))).toBeNull();
  });

  it("stands behind a table that pairs each period with plan and last year", () => {
    expect(pathRows(tileOf("budget_revenue").series).at(-1)).toEqual({
      label: "1—5月",
      level: 77_672,
      growth: -13.6,
      plan: 89_680,
      lastYear: 89_898,
    });
  });
});
