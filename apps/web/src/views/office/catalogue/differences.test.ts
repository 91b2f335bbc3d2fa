import { expect, test } from "vitest";
import { differences } from "./differences.ts";

test("only fields that changed are named, nested ones by their path", () => {
  const before = { name: "生产总值", headline: { growth: null }, measures: ["level"], gone: 1 };
  const after = { name: "生产总值", headline: { growth: "yoy_real" }, measures: ["level", "rank"] };
  expect(differences(before, after)).toEqual([
    { path: "headline.growth", before: "—", after: "yoy_real" },
    { path: "measures", before: "level", after: "level、rank" },
    { path: "gone", before: "1", after: null },
  ]);
});

test("rows of a list are compared place by place", () => {
  const row = (indicator: string) => ({ indicator, region: "371400" });
  expect(differences([row("gdp")], [row("gdp"), row("fai")])).toEqual([
    { path: ".2.indicator", before: null, after: "fai" },
    { path: ".2.region", before: null, after: "371400" },
  ]);
});
