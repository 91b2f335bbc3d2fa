import { describe, expect, test } from "vitest";
import type { BulletinBlock } from "./bulletin.ts";
import { blockChanges, blockMark, editedBlocks } from "./edit.ts";
import { DEFAULT_TEMPLATES } from "./templates.ts";
import { templateAt, templateFaultsAt, templatesWith } from "./templates-by-key.ts";

const block = (text: string, drawn: string | null = text): BulletinBlock => ({
  kind: "paragraph",
  text,
  drawn,
});
const BEFORE = [block("同比增长2.3%。"), block("请抓紧落实。"), block("同比增长2.3%。")];

describe("editing", () => {
  test("[H16] a block keeps the text it was drawn with, however often it is changed", () => {
    const once = editedBlocks(BEFORE, [{ kind: "paragraph", text: "甲", from: 1 }]);
    if ("faultAt" in once) throw new Error("refused");
    const twice = editedBlocks(once.blocks, [{ kind: "paragraph", text: "乙", from: 0 }]);
    expect(twice).toEqual({ blocks: [block("乙", "请抓紧落实。")] });
  });

  test("[H16] a block comes from a place that is there, and each place is used once", () => {
    const from = (at: number | null) => ({ kind: "paragraph" as const, text: "x", from: at });
    expect(editedBlocks(BEFORE, [from(0), from(3)])).toEqual({ faultAt: 1 });
    expect(editedBlocks(BEFORE, [from(0), from(null), from(0)])).toEqual({ faultAt: 2 });
  });

  test("[H16] other numbers are marked apart from other words", () => {
    expect(blockMark(block("同比增长2.3%。"))).toBe("drawn");
    expect(blockMark(block("同比上升2.3%。", "同比增长2.3%。"))).toBe("edited");
    expect(blockMark(block("同比增长3.2%。", "同比增长2.3%。"))).toBe("figures");
    expect(blockMark(block("另行通知。", null))).toBe("added");
  });

  test("[H16] the history tells what was changed, added and taken out, and nothing of what was moved", () => {
    const after = [
      block("请抓紧落实。"),
      block("同比增长2.3%。"),
      block("同比增长3.2%。", "同比增长2.3%。"),
      block("另行通知。", null),
    ];
    expect(blockChanges(BEFORE, after)).toEqual([
      { before: "同比增长2.3%。", after: "同比增长3.2%。", figures: true },
      { before: null, after: "另行通知。", figures: false },
    ]);
    expect(blockChanges(BEFORE, [])).toHaveLength(3);
  });
});

describe("an office's templates", () => {
  test("[H13] stand in for the product's by key, unless they have faults or no such key", () => {
    const made = templatesWith({
      "byKind.rate": "{指标}为{数值}",
      "byIndicator.fai": "{指标}{同比}",
      "byKind.count": "{无此字段}",
      nothing: "x",
      __proto__: "x",
    });
    expect(templateAt(made, "byKind.rate")).toBe("{指标}为{数值}");
    expect(templateAt(made, "byIndicator.fai")).toBe("{指标}{同比}");
    expect(templateAt(made, "byIndicator.constructor")).toBeNull();
    expect(made.byKind.count).toBe(DEFAULT_TEMPLATES.byKind.count);
    expect(templateFaultsAt("nothing", "x")).toEqual(["没有名为“nothing”的句式"]);
  });
});
