import { expect, test } from "vitest";
import { createSetupCode } from "./setup-code.ts";

test("the code is taken as typed by a person, until the first accounts exist", () => {
  const said: string[] = [];
  const code = createSetupCode(true, (one) => said.push(one));
  const [first = ""] = said;
  expect(first).toMatch(/^([A-HJ-NP-Z2-9]{4}-){2}[A-HJ-NP-Z2-9]{4}$/u);
  expect(code.matches("AAAA-AAAA-AAAA")).toBe(false);
  expect(code.matches(first.toLowerCase().replaceAll("-", " "))).toBe(true);
  code.close();
  expect(code.open()).toBe(false);
  expect(code.matches(first)).toBe(false);
});

test("after twenty wrong ones another code is announced and the first is dead", () => {
  const said: string[] = [];
  const code = createSetupCode(true, (one) => said.push(one));
  for (let attempt = 0; attempt < 20; attempt += 1) code.matches(`wrong ${attempt}`);
  expect(said).toHaveLength(2);
  expect(code.matches(said[0] ?? "")).toBe(false);
  expect(code.matches(said[1] ?? "")).toBe(true);
});

test("an installation with accounts has no code", () => {
  const code = createSetupCode(false, () => expect.unreachable());
  expect(code.open()).toBe(false);
});
