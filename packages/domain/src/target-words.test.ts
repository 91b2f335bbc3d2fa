import { describe, expect, test } from "vitest";
import { published } from "../test/published.ts";
import { exact } from "./decimal.ts";
import type { Direction } from "./indicator.ts";
import { impliedLevel, met, requiredValue } from "./requirement.ts";
import { parseTargetWords, writtenUnit } from "./target-words.ts";
import type { Requirement } from "./target.ts";

const VERDICTS: Record<string, string> = {
  yes: "met",
  no: "missed",
  borderline: "borderline",
  "n/a": "not_applicable",
};

function directionOf(row: Record<string, string>): Direction {
  return row["direction"] === "lower_better" ? "lower" : "higher";
}

describe("target words", () => {
  test("[T1] each written form has its machine form", () => {
    const forms: [string, Requirement][] = [
      ["6%-6.5%", { form: "range", low: "6", high: "6.5" }],
      ["6%至7%", { form: "range", low: "6", high: "7" }],
      ["7%~7.5%", { form: "range", low: "7", high: "7.5" }],
      ["1100万人以上", { form: "floor", low: "1100" }],
      ["4.5%以内", { form: "ceiling", high: "4.5" }],
      ["控制在5.5%以内", { form: "ceiling", high: "5.5" }],
      ["6%左右", { form: "around", value: "6", tolerance: "0.5" }],
      ["1200万人左右", { form: "around", value: "1200", tolerance: "0" }],
      ["下降3%", { form: "reduction", value: "3" }],
      ["PM2.5平均浓度下降5%以上", { form: "reduction", value: "5" }],
      ["与上年基本持平", { form: "around", value: "0", tolerance: "0.5" }],
      ["高于全国平均水平", { form: "relative" }],
      ["增长高于全国平均水平0.5个百分点以上", { form: "relative" }],
      ["与经济增长基本同步", { form: "relative" }],
      ["未设具体增速目标", { form: "none" }],
      ["20万公里", { form: "point", value: "20" }],
      ["降幅控制在3%以内", { form: "floor", low: "-3" }],
      ["5.3万个(由105%反推)", { form: "point", value: "5.3" }],
    ];
    for (const [words, requirement] of forms) {
      expect({ words, read: parseTargetWords(words) }).toEqual({ words, read: requirement });
    }
  });

  test("[T2] words without a number are left to a person", () => {
    expect(parseTargetWords("稳中有进")).toBeNull();
    expect(parseTargetWords("")).toBeNull();
  });

  test("[T3] the written unit is told apart from the number", () => {
    expect(writtenUnit("1100万人以上")).toBe("万人");
    expect(writtenUnit("20万公里")).toBe("万公里");
    expect(writtenUnit("6%左右")).toBe("%");
    expect(writtenUnit("3.9万个")).toBe("万个");
  });

  test("[T4] the tolerance of 左右 is configurable", () => {
    expect(parseTargetWords("6%左右", { percentTolerance: "0.2" })).toEqual({
      form: "around",
      value: "6",
      tolerance: "0.2",
    });
  });

  for (const file of ["targets_vs_outcomes", "provincial_targets_2020"]) {
    test(`[T1] every published wording of ${file} is read with its number`, () => {
      for (const row of published(file)) {
        if (row["target_kind"] === "unknown") continue;
        const words = row["target_text"] ?? "";
        const requirement = parseTargetWords(words);
        if (requirement === null) throw new Error(`cannot read ${words}`);
        const number = row["target_low"] || row["target_high"];
        const read =
          requirement.form === "reduction"
            ? exact(requirement.value)
            : requiredValue(requirement, "higher");
        expect({ words, number: read?.toString() ?? "" }).toEqual({
          words,
          number: number ? exact(number).toString() : "",
        });
      }
    });

    test(`[T5] every published verdict of ${file} is reproduced`, () => {
      let checked = 0;
      for (const row of published(file)) {
        if (!row["met"] || !row["outcome"]) continue;
        const requirement = parseTargetWords(row["target_text"] ?? "");
        if (requirement === null) throw new Error(row["target_text"]);
        const verdict = met(requirement, row["outcome"], directionOf(row));
        const target = `${row["region"]} ${row["year"]} ${row["target_text"]}`;
        expect({ target, verdict }).toEqual({ target, verdict: VERDICTS[row["met"]] });
        checked += 1;
      }
      expect(checked).toBeGreaterThan(20);
    });
  }

  test("[T6] bounds are inclusive", () => {
    expect(met({ form: "ceiling", high: "5.5" }, "5.5", "ceiling")).toBe("met");
    expect(met({ form: "floor", low: "6" }, "6", "higher")).toBe("met");
    expect(met({ form: "range", low: "6", high: "6.5" }, "7", "higher")).toBe("met");
    expect(met({ form: "range", low: "6", high: "6.5" }, "7", "around")).toBe("missed");
  });

  test("[T7] 左右 is borderline within its tolerance on the bad side only", () => {
    const around: Requirement = { form: "around", value: "6", tolerance: "0.5" };
    expect(met(around, "5.5", "higher")).toBe("borderline");
    expect(met(around, "5.4", "higher")).toBe("missed");
    expect(met(around, "6.4", "lower")).toBe("borderline");
    expect(met(around, "5.6", "lower")).toBe("met");
    expect(met(around, "6.5", "around")).toBe("met");
  });

  test("[T8] a growth target implies a level", () => {
    expect(impliedLevel({ form: "floor", low: "6" }, "200")?.toString()).toBe("212");
    expect(impliedLevel({ form: "reduction", value: "5" }, "40")?.toString()).toBe("38");
    expect(impliedLevel({ form: "none" }, "40")).toBeNull();
  });
});
