import { describe, expect, test } from "vitest";
import { indicatorWith } from "../test/sample.ts";
import { periodFault } from "./indicator.ts";
import { isRegionCode, parentRegion, regionLevel } from "./region.ts";

describe("indicators", () => {
  const industry = indicatorWith({ shortName: "工业", combinedJanuaryFebruary: true });

  test("[I1] a kind of period that the indicator does not have is refused", () => {
    expect(periodFault(indicatorWith(), "2020-Q2")).toBe("新增就业没有单季数据");
    expect(periodFault(indicatorWith(), "2020-13")).toBe("没有 13 月");
    expect(periodFault(indicatorWith(), "2020-01/2020-06")).toBeNull();
  });

  test("[I2] January and February alone do not exist where both are published together", () => {
    for (const code of ["2020-01", "2020-02", "2020-01/2020-01"]) {
      expect(periodFault(industry, code)).toMatch(/合并发布/);
    }
    expect(periodFault(industry, "2020-01/2020-02")).toBeNull();
    expect(periodFault(industry, "2020-03")).toBeNull();
  });

  test("[I3] indicators that publish January keep it", () => {
    expect(periodFault(indicatorWith(), "2020-01/2020-01")).toBeNull();
    expect(periodFault(indicatorWith(), "2020-01")).toBeNull();
  });
});

describe("regions", () => {
  test("[R1] the code tells the level and the parent", () => {
    expect(regionLevel("100000")).toBe("nation");
    expect(regionLevel("370000")).toBe("province");
    expect(regionLevel("371400")).toBe("city");
    expect(parentRegion("371402")).toBe("371400");
    expect(parentRegion("371400")).toBe("370000");
    expect(parentRegion("370000")).toBe("100000");
    expect(parentRegion("100000")).toBeNull();
    expect(isRegionCode("37140")).toBe(false);
    expect(isRegionCode("071400")).toBe(false);
  });

  test("[R2] a station has four digits and a letter, and a code that tells no place", () => {
    expect(regionLevel("1001A")).toBe("station");
    expect(isRegionCode("1001A")).toBe(true);
    expect(isRegionCode("1001a")).toBe(false);
    expect(parentRegion("1001A")).toBeNull();
  });
});
