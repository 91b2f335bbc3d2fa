import { expect, it } from "vitest";
import { claimReload } from "./new-build.ts";

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

it("lets a screen reload once for each build", () => {
  const own = memory();
  expect(claimReload("b2", own)).toBe(true);
  expect(claimReload("b2", own)).toBe(false);
  expect(claimReload("b3", own)).toBe(true);
});

it("never reloads where nothing can be remembered", () => {
  const forbidden = {
    getItem: () => null,
    setItem: () => {
      throw new Error("forbidden");
    },
  };
  expect(claimReload("b2", forbidden)).toBe(false);
});
