import { expect, it } from "vitest";
import { addressOf } from "./address.ts";

it("follows by a code however it is typed, and by an id", () => {
  expect(addressOf("?code=abc-def")).toEqual({ kind: "room", join: { code: "ABCDEF" } });
  expect(addressOf("?m=0a1b-2c")).toEqual({ kind: "room", join: { meeting: "0a1b-2c" } });
});

it("asks again for a code that can be none, and shows the board for anything else", () => {
  expect(addressOf("?code=ABC123")).toEqual({ kind: "list" });
  expect(addressOf("?list")).toEqual({ kind: "list" });
  expect(addressOf("?at=12")).toEqual({ kind: "board" });
  expect(addressOf("?m=../x")).toEqual({ kind: "board" });
});
