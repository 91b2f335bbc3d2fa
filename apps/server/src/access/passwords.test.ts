import { expect, test } from "vitest";
import { passwordFaults } from "./password-rules.ts";
import { createPasswords, initialPassword } from "./passwords.ts";
import { DEFAULT_ACCESS } from "./settings.ts";

const passwords = createPasswords({ memory: 64, passes: 1 });

test("a password is kept as argon2id with a salt of its own, and only it matches", async () => {
  const [one, other] = await Promise.all([
    passwords.hash("Abc-12345"),
    passwords.hash("Abc-12345"),
  ]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/u);
  expect(other).not.toBe(one);
  expect(await passwords.matches("Abc-12345", one)).toBe(true);
  expect(await passwords.matches("Abc-12346", one)).toBe(false);
});

test("nothing matches where there is no password", async () => {
  expect(await passwords.matches("", null)).toBe(false);
  expect(await passwords.matches("Abc-12345", null)).toBe(false);
});

test("the same letters composed by another keyboard are the same password", async () => {
  expect(await passwords.matches("Ａbc-é1", await passwords.hash("Abc-e\u03011"))).toBe(true);
});

test("a first password keeps the rules and is never the same twice", () => {
  const made = new Set(Array.from({ length: 50 }, () => initialPassword()));
  expect(made.size).toBe(50);
  for (const password of made) {
    expect(passwordFaults(password, "zhangsan", DEFAULT_ACCESS.password)).toEqual([]);
  }
});
