import { expect, test } from "vitest";
import { passwordExpired, passwordFaults } from "./password-rules.ts";
import { DEFAULT_ACCESS } from "./settings.ts";

const rules = DEFAULT_ACCESS.password;

test.each([
  ["Abcdef12", []],
  ["调度Abc123", []],
  ["Abc12", ["密码至少 8 个字符"]],
  ["abcdefgh1", ["密码须包含小写字母、大写字母、数字、符号中的至少 3 类"]],
  ["x-ZhangSan-1", ["密码不能包含登录名"]],
  ["zhangsan", ["密码须包含小写字母、大写字母、数字、符号中的至少 3 类", "密码不能包含登录名"]],
])("%s is held against every rule at once", (password, faults) => {
  expect(passwordFaults(password, "zhangsan", rules)).toEqual(faults);
});

test("a character outside of the basic plane counts as one", () => {
  expect(passwordFaults("𝒜𝒜𝒜aA1", "zhangsan", rules)).toEqual(["密码至少 8 个字符"]);
});

test("a password expires after its days, and never where none are set", () => {
  const at = "2026-01-01T00:00:00.000Z";
  expect(passwordExpired(at, new Date("2026-03-31T00:00:00Z"), rules)).toBe(false);
  expect(passwordExpired(at, new Date("2026-04-01T00:00:00Z"), rules)).toBe(true);
  const never = { ...rules, maxAgeDays: 0 };
  expect(passwordExpired(at, new Date("2036-01-01T00:00:00Z"), never)).toBe(false);
  expect(passwordExpired(null, new Date("2036-01-01T00:00:00Z"), rules)).toBe(false);
});
