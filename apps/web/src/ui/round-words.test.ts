import { expect, test } from "vitest";
import { roundWords } from "./round-words.ts";

test("a round is called by its year and number, not by its code", () => {
  expect(roundWords("2020-R092")).toBe("2020年第 92 期");
});
