import { describe, expect, test } from "vitest";
import { goodDays, growth, jobs, pm25, rate, targetWith } from "../test/sample.ts";
import { evaluateLight } from "./light.ts";
import { defaultRules } from "./rules-published.ts";
import { standingOf, standingShort, standingWords } from "./standing.ts";

describe("standing", () => {
  test("[K1] amounts stand by progress along the path", () => {
    const facts = standingOf({
      indicator: jobs,
      target: targetWith("900万人以上"),
      value: "564",
      date: "2020-06-30",
    });
    expect(standingWords(jobs, facts)).toBe("超序时进度 12.7 个百分点");
    expect(standingShort(jobs, facts)).toBe("+12.7");
    if (facts.kind !== "progress") throw new Error(facts.kind);
    expect(facts.planned.toString()).toBe("450");
    expect(facts.daysBehind).toBeLessThan(0);
  });

  test("[K1] good days are told in days", () => {
    const target = targetWith("240天以上", { path: { method: "monthly" } });
    const facts = standingOf({ indicator: goodDays, target, value: "114", date: "2020-06-30" });
    expect(standingWords(goodDays, facts)).toBe("比序时少 6 天");
    expect(standingShort(goodDays, facts)).toBe("\u22126 天");
  });

  test("[K2] growth and rates stand by points from the line", () => {
    const target = targetWith("6%左右", { measure: "yoy_nominal" });
    const behind = standingOf({ indicator: growth, target, value: "-3.1", date: "2020-06-30" });
    expect(standingWords(growth, behind)).toBe("低于目标 9.1 个百分点");
    const inside = standingOf({
      indicator: rate,
      target: targetWith("6%左右"),
      value: "5.7",
      date: "2020-06-30",
    });
    expect(standingWords(rate, inside)).toBe("控制线内 0.3 个百分点");
    const over = standingOf({
      indicator: rate,
      target: targetWith("6%左右"),
      value: "6.2",
      date: "2020-06-30",
    });
    expect(standingWords(rate, over)).toBe("超控制线 0.2 个百分点");
    expect(standingShort(rate, over)).toBe("\u22120.2");
  });

  test("[K2] a fall in growth meets a reduction", () => {
    const target = targetWith("下降3%", { measure: "yoy_nominal" });
    const facts = standingOf({ indicator: pm25, target, value: "-4.4", date: "2020-12-31" });
    expect(standingWords(pm25, facts)).toBe("高于目标 1.4 个百分点");
  });

  test("[K3] means stand by their excess over the line", () => {
    const facts = standingOf({
      indicator: pm25,
      target: targetWith("50以下"),
      value: "53",
      date: "2020-06-30",
    });
    if (facts.kind !== "average") throw new Error(facts.kind);
    expect(facts.excess.toString()).toBe("6");
    expect(standingWords(pm25, facts)).toBe("超控制线 3 μg/m³");
  });

  test("[K4] no target, none and a relative one are not judged", () => {
    const targets = [null, targetWith("未设具体增速目标"), targetWith("高于全国平均水平")];
    for (const target of targets) {
      const facts = standingOf({ indicator: growth, target, value: "2.3", date: "2020-12-31" });
      expect(facts.kind).toBe("unjudged");
      const result = evaluateLight({
        rules: defaultRules,
        indicator: growth,
        target,
        facts,
        on: "2020-12-31",
      });
      expect(result.light).toBe("none");
      expect(result.words).not.toBe("");
    }
  });

  test("[K5] what only rounds to zero is called 基本持平", () => {
    const facts = standingOf({
      indicator: jobs,
      target: targetWith("900万人以上"),
      value: "449.9",
      date: "2020-06-30",
    });
    expect(standingWords(jobs, facts)).toBe("与序时进度基本持平");
  });
});
