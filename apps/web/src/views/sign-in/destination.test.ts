import type { Me } from "@diaodu/contracts";
import { expect, test } from "vitest";
import { destination, ownPath } from "./destination.ts";

const meWith = (actions: Me["actions"]): Me => ({
  account: null,
  actions,
  pending: "none",
  openId: null,
  csrfToken: "",
  passwordRules: { minLength: 8, classes: 3, maxAgeDays: 90, remembered: 5 },
});
const reader = meWith({ "board.read": "all" });
const next = (path: string) => `?next=${encodeURIComponent(path)}`;

test.each(["/wall", "/m/i/gdp/371400?from=list", "/office/report?unit=finance"])(
  "%s is a place to go on to",
  (path) => expect(destination(next(path), reader)).toBe(path),
);

test.each([
  "//evil.example",
  "/\\evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/a b",
  "",
])("%s is not", (path) => {
  expect(ownPath(path)).toBeNull();
  expect(destination(next(path), reader)).toBe("/office");
});

test("nobody is sent to sign in again and again", () => {
  expect(destination(next("/sign-in?next=/wall"), reader)).toBe("/office");
  expect(destination(next("/wall"), meWith({}))).toBe("/office");
});

test("without a wish the office comes next", () => {
  expect(destination("", reader)).toBe("/office");
});
