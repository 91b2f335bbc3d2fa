import { expect, test } from "vitest";
import { uploadUnit } from "../../features/item/upload-unit.ts";
import { personTyped } from "./person-typed.ts";

const person = (accountId: string, name: string) => ({
  accountId,
  name,
  leader: false,
  units: "all" as const,
});
const people = [person("a", "王芳"), person("b", "李强"), person("c", "李强")];

test("a name that exactly one account has is that account, any other is a name alone", () => {
  expect(personTyped(" 王芳 ", people)).toEqual({ accountId: "a", name: "王芳" });
  expect(personTyped("李强", people)).toEqual({ accountId: null, name: "李强" });
  expect(personTyped("某某", people)).toEqual({ accountId: null, name: "某某" });
});

test("evidence is uploaded for a unit of one's own, one that the item names where there is one", () => {
  const item = { unit: "finance", coUnits: [{ code: "commerce", name: "消费" }], remedies: [] };
  const me = (units: string[] | "all") => ({
    account: {
      id: "a",
      login: "wang",
      name: "王芳",
      roles: ["reporter" as const],
      scope: { units, regions: "all" as const },
      secondFactor: false,
    },
  });
  expect(uploadUnit(me(["ecology", "commerce"]), item)).toBe("commerce");
  expect(uploadUnit(me(["ecology"]), item)).toBe("ecology");
  expect(uploadUnit(me("all"), item)).toBe("finance");
});
