import { describe, expect, test } from "vitest";
import { cutPages, fitOverview, ROOMY_ROWS } from "./fit.ts";
import { planScenes, sceneSignature } from "./scenes.ts";

const layout = [
  { family: "gdp" as const, name: "经济增长", tiles: ["gdp:1", "iva:1"] },
  { family: "fiscal" as const, name: "财政", tiles: [] },
  { family: "air" as const, name: "空气质量", tiles: ["pm25:2", "good_days:2"] },
];

describe("fitting the overview", () => {
  test("few rows are roomy, more are dense, and no page holds more than its text size allows", () => {
    expect(fitOverview(6)).toEqual({ density: "roomy", pages: [6] });
    expect(fitOverview(12)).toEqual({ density: "dense", pages: [12] });
    for (let count = 1; count <= 200; count += 1) {
      const { pages, density } = fitOverview(count);
      expect(pages.reduce((sum, size) => sum + size, 0)).toBe(count);
      expect(Math.max(...pages)).toBeLessThanOrEqual(density === "roomy" ? ROOMY_ROWS : 12);
      expect(Math.max(...pages) - Math.min(...pages)).toBeLessThanOrEqual(1);
    }
  });

  test("two pages of few rows are roomy again", () => {
    expect(fitOverview(13)).toEqual({ density: "roomy", pages: [7, 6] });
  });

  test("pages hold every row once, in order", () => {
    expect(cutPages(["a", "b", "c"], [2, 1])).toEqual([["a", "b"], ["c"]]);
  });
});

describe("planning the scenes", () => {
  test("overview first, then each indicator of each family, air as one, rankings in pairs, the cycle", () => {
    const scenes = planScenes({
      layout,
      rankings: [{ key: "gdp:0" }, { key: "revenue:0" }, { key: "fai:0" }],
      dispatch: {},
    });
    expect(scenes.map((scene) => [scene.id, scene.keys])).toEqual([
      ["overview", ["gdp:1", "iva:1", "pm25:2", "good_days:2"]],
      ["gdp", ["gdp:1"]],
      ["gdp-2", ["iva:1"]],
      ["air", ["pm25:2", "good_days:2"]],
      ["ranking", ["gdp:0", "revenue:0"]],
      ["ranking-2", ["fai:0"]],
      ["cycle", []],
    ]);
  });

  test("only the layout, the rankings' keys and whether there are rounds decide the scenes", () => {
    const rankings = [{ key: "gdp:0", seq: 4 }];
    const before = sceneSignature({ layout, rankings, dispatch: { seq: 1 } });
    const same = { layout: structuredClone(layout), rankings: [{ key: "gdp:0" }] };
    expect(sceneSignature({ ...same, dispatch: { seq: 2 } })).toBe(before);
    expect(sceneSignature({ ...same, dispatch: null })).not.toBe(before);
  });
});
