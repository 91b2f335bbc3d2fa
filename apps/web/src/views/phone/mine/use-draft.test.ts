import { expect, test } from "vitest";
import { NOTHING_TYPED, readStepDraft, stepDraftName } from "./use-draft.ts";

const shelf = (text: string | null) => ({
  getItem: () => text,
  setItem: () => undefined,
  removeItem: () => undefined,
});

test("a draft is the person's, the record's and the step's", () => {
  const name = (account: string) => stepDraftName({ account, record: "i1", event: "feedback" });
  expect(name("wang")).not.toBe(name("zhao"));
});

test("what was typed comes back whole", () => {
  const typed = { ...NOTHING_TYPED, words: "已落实", done: ["a"] };
  expect(readStepDraft(shelf(JSON.stringify(typed)), "x")).toEqual(typed);
});

test("what is no draft is none", () => {
  for (const text of [null, "null", "{", "7", '{"words":7,"done":"a"}']) {
    expect(readStepDraft(shelf(text), "x")).toEqual(NOTHING_TYPED);
  }
});
