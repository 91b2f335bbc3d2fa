import type { ActionItem, ItemEvent } from "@diaodu/domain";
import { ITEM_EVENTS } from "@diaodu/domain";
import { expect, test } from "vitest";
import { itemMessages } from "./item-notices.ts";

const item: ActionItem = {
  title: "补齐一般公共预算收入缺口",
  problem: "落后序时进度 3.2 个百分点",
  source: { kind: "manual" },
  indicator: "budget_revenue",
  region: "371400",
  round: "2020-R092",
  unit: "finance",
  coUnits: ["commerce"],
  person: { accountId: null, name: "王芳" },
  leader: { accountId: "gao", name: "高远" },
  raisedBy: { accountId: "zhou", name: "周宁" },
  raisedOn: "2020-07-03",
  dueOn: "2020-07-07",
  firstDueOn: "2020-07-07",
  remedies: [],
  extension: null,
  closure: null,
  closed: null,
  reopened: 0,
  liaison: null,
  simulated: true,
};
const robot = {
  id: "robot",
  name: "财政群",
  enabled: true,
  quiet: null,
  units: ["finance"],
  way: { kind: "wecom" as const, url: "http://127.0.0.1/hook" },
};
const AT = "2020-07-03T02:00:00.000Z";
const told = (event: ItemEvent, version = 2) =>
  itemMessages({ id: "item-1", version, event, words: "请核实", item }, [robot], AT);

test("every unit that owes an item is told when it is raised, by the ways that carry its messages", () => {
  const ways = told("raise", 1).map(({ unit, channel }) => `${unit} ${channel}`);
  expect(ways).toEqual(["finance product", "finance robot", "commerce product"]);
  expect(told("raise", 1)[0]).toMatchObject({
    title: "交办：补齐一般公共预算收入缺口",
    lines: ["落后序时进度 3.2 个百分点", "请核实", "责任人：王芳，时限：2020-07-07"],
    path: "/office/items?item=item-1",
  });
});

test("the leader alone is told what waits for a decision", () => {
  for (const event of ["ask_extension", "request_closure"] as const) {
    expect(told(event).map(({ unit, account }) => [unit, account])).toEqual([[null, "gao"]]);
  }
  const led = { ...item, leader: null };
  const step = { id: "item-1", version: 2, event: "request_closure", words: null } as const;
  expect(itemMessages({ ...step, item: led }, [robot], AT)).toEqual([]);
});

test("a step is the same message however often it is tried, and another step another one", () => {
  for (const event of ITEM_EVENTS) expect(told(event)).toEqual(told(event));
  const ids = [...told("amend", 2), ...told("amend", 3)].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
