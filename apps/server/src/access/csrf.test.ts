import { expect, test } from "vitest";
import { sameOrigin } from "./csrf.ts";

const HOST = "10.0.0.5:4000";

test.each([
  ["a page of ours", { origin: "http://10.0.0.5:4000" }, true],
  ["a page of ours by a newer browser", { "sec-fetch-site": "same-origin" }, true],
  ["a program", {}, true],
  ["another port of this host", { origin: "http://10.0.0.5:8080" }, false],
  ["another site", { origin: "https://evil.example" }, false],
  ["a sandboxed page", { origin: "null" }, false],
  ["another site that hides its name", { "sec-fetch-site": "cross-site" }, false],
  ["a sister of our domain", { "sec-fetch-site": "same-site" }, false],
] as const)("a request from %s is told by its headers", (_name, headers, ours) => {
  expect(sameOrigin(headers, HOST, null)).toBe(ours);
});

test("behind a proxy that changes the host, the configured address counts", () => {
  const headers = { origin: "https://diaodu.example" };
  expect(sameOrigin(headers, "127.0.0.1:4000", "https://diaodu.example")).toBe(true);
  expect(sameOrigin(headers, "127.0.0.1:4000", "https://other.example")).toBe(false);
});
