import { expect, test } from "vitest";
import { passwordChecks, passwordHabits } from "./password-checks.ts";

const RULES = { minLength: 8, classes: 3, maxAgeDays: 90, remembered: 5 };
const unmet = (typed: Parameters<typeof passwordChecks>[0]) =>
  passwordChecks(typed, RULES).flatMap(({ words, met }) => (met ? [] : [words]));

test("nothing typed meets no rule", () => {
  const checks = passwordChecks({ password: "", login: "zhangsan", again: "", current: "" }, RULES);
  expect(checks.every(({ met }) => !met)).toBe(true);
});

test("each rule is named until it is met", () => {
  const login = "zhangsan";
  expect(unmet({ password: "Ab1", login })).toEqual(["至少 8 个字符"]);
  expect(unmet({ password: "abcdefgh", login })).toEqual([
    "小写字母、大写字母、数字、符号中至少 3 类",
  ]);
  expect(unmet({ password: "ZhangSan-2020", login })).toEqual(["不包含登录名"]);
  expect(unmet({ password: "Xin-mi-ma-2", login })).toEqual([]);
});

test("a new password differs from the present one and is typed twice alike", () => {
  const typed = {
    password: "Xin-mi-ma-2",
    login: "zhangsan",
    current: "Xin-mi-ma-2",
    again: "Xin-mi-ma",
  };
  expect(unmet(typed)).toEqual(["与当前密码不同", "两次输入一致"]);
});

test("characters are counted as people see them, Chinese ones as signs", () => {
  expect(unmet({ password: "密码密码密码Aa", login: "zhangsan" })).toEqual([]);
});

test("rules over time are said only where they are in force", () => {
  expect(passwordHabits(RULES)).toBe("不能与最近 5 次用过的密码相同。每 90 天须更换一次。");
  expect(passwordHabits({ ...RULES, remembered: 0, maxAgeDays: 0 })).toBe("");
});
