import { describe, expect, it } from "vitest";
import { parentRegion, regionLevel } from "@diaodu/domain";
import { board, catalogue, indicatorOf } from "./catalogue.ts";

describe("the catalogue", () => {
  it("has 33 regions whose level and parent follow from their codes", () => {
    expect(catalogue.regions).toHaveLength(33);
    for (const region of catalogue.regions) {
      expect(regionLevel(region.code)).toBe(region.level);
      expect(parentRegion(region.code)).toBe(region.parent);
    }
  });

  it("leaves every leader unnamed", () => {
    expect(catalogue.indicators.filter((indicator) => indicator.leader !== null)).toEqual([]);
  });

  it("marks every invented target in its words, and none of the published ones", () => {
    for (const target of catalogue.targets) {
      expect(target.words.endsWith("（模拟）")).toBe(target.simulated);
    }
    const real = catalogue.targets.filter((target) => !target.simulated);
    expect(real.map((target) => target.words)).toEqual([
      "未设具体增速目标",
      "900万人以上",
      "6%左右",
      "5.5%左右",
    ]);
  });

  it("sets targets only for measures that the indicator has", () => {
    for (const target of catalogue.targets) {
      expect(indicatorOf(target.indicator).measures).toContain(target.measure);
    }
  });

  it("shows eleven rows, each of a known indicator, with no row twice", () => {
    expect(board.map((row) => indicatorOf(row.indicator).code)).toHaveLength(11);
    expect(new Set(board.map((row) => `${row.indicator}@${row.region}`)).size).toBe(11);
  });

  it("refuses an unknown indicator", () => {
    expect(() => indicatorOf("cpi")).toThrow(RangeError);
  });
});
