import type { Account } from "@diaodu/contracts";
import { expect, test } from "vitest";
import { isFound, stateOf } from "./account-state.ts";

const account: Account = {
  id: "1",
  login: "zhangsan",
  name: "张三",
  roles: [],
  scope: { units: [], regions: [] },
  state: "active",
  mustChangePassword: true,
  passwordChangedAt: null,
  lockedUntil: "2020-07-20T04:30:00.000Z",
  secondFactor: false,
  openId: null,
  createdAt: "2020-07-01T00:00:00.000Z",
  lastSignInAt: null,
  version: 1,
};
const at = (time: string) => Date.parse(`2020-07-20T${time}:00.000Z`);

test("what keeps somebody out is said first, and a lock only while it holds", () => {
  expect(stateOf({ ...account, state: "disabled" }, at("04:00"))).toBe("disabled");
  expect(stateOf(account, at("04:00"))).toBe("locked");
  expect(stateOf(account, at("04:31"))).toBe("mustChange");
  expect(stateOf({ ...account, mustChangePassword: false }, at("04:31"))).toBe("active");
});

test("a person is found by a part of the name or of the login", () => {
  expect(isFound(account, " 张")).toBe(true);
  expect(isFound(account, "HANGS")).toBe(true);
  expect(isFound(account, "李四")).toBe(false);
});
