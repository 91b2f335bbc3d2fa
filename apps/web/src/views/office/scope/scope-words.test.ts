import { expect, test } from "vitest";
import { scopeWords } from "./scope-words.ts";

const known = {
  units: [
    { code: "finance", name: "财政局" },
    { code: "statistics", name: "统计局" },
    { code: "commerce", name: "商务局" },
    { code: "ecology", name: "生态环境局" },
  ],
  regions: [{ code: "371400", name: "德州市" }],
};

test("a scope is said in names, long lists shortened", () => {
  expect(scopeWords({ units: ["finance"], regions: "all" }, known)).toEqual({
    units: "财政局",
    regions: "全部地区",
  });
  const four = ["finance", "statistics", "commerce", "ecology"];
  expect(scopeWords({ units: four, regions: [] }, known)).toEqual({
    units: "财政局、统计局、商务局等 4 个",
    regions: "未指定地区",
  });
});

test("what the catalogue no longer holds stands as its code", () => {
  expect(scopeWords({ units: "all", regions: ["371499"] }, known).regions).toBe("371499");
});
