import { expect, it } from "vitest";
import { seqInSearch } from "./frozen-at.ts";

it("reads the frozen version from the address", () => {
  expect(seqInSearch("?at=1234")).toBe(1234);
  expect(seqInSearch("?x=1&at=0")).toBe(0);
});

it("takes anything that is no version for the live board", () => {
  for (const search of ["", "?at=", "?at=-1", "?at=1.5", "?at=abc", "?at=9999999999999999"]) {
    expect(seqInSearch(search)).toBeNull();
  }
});
