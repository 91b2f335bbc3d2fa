/** An item to vary in tests. */
import type { ActionItem } from "../src/item/item.ts";
import type { ItemDeed, ItemHand } from "../src/item/take-step.ts";

export const TODAY = "2020-07-20";

export function itemWith(change: Partial<ActionItem> = {}): ActionItem {
  return {
    title: "一般公共预算收入落后序时进度",
    problem: "全国一般公共预算收入 1—6月 96176 亿元，同比 −10.8%，落后序时进度 3.2 个百分点。",
    source: { kind: "manual" },
    indicator: "budget_revenue",
    region: "100000",
    round: "2020-R101",
    unit: "finance",
    coUnits: ["commerce"],
    person: { accountId: "wang", name: "王" },
    leader: { accountId: "boss", name: "李" },
    raisedBy: { accountId: "office", name: "调度办" },
    raisedOn: TODAY,
    dueOn: "2020-07-24",
    firstDueOn: "2020-07-24",
    remedies: [
      {
        id: "a",
        words: "逐户核实",
        unit: "finance",
        person: "王",
        dueOn: "2020-07-22",
        doneOn: null,
      },
      {
        id: "b",
        words: "组织入库",
        unit: "commerce",
        person: "赵",
        dueOn: "2020-07-24",
        doneOn: null,
      },
    ],
    extension: null,
    closure: null,
    closed: null,
    reopened: 0,
    liaison: null,
    simulated: true,
    ...change,
  };
}

export function deed(event: ItemDeed["event"], change: Partial<ItemDeed> = {}): ItemDeed {
  return { event, words: null, evidence: [], until: null, done: [], changes: null, ...change };
}

export function hand(account: string, change: Partial<ItemHand> = {}): ItemHand {
  return {
    by: { accountId: account, name: account },
    today: TODAY,
    at: `${TODAY}T04:00:00.000Z`,
    round: "2020-R101",
    ...change,
  };
}
