import type { ActionItem } from "@diaodu/domain";
import { auditOf } from "./people.ts";
import { ROUND } from "./units.ts";
import type { World } from "./world.ts";

/** An item of finance, due four days from the day at which worlds stand. */
export function anItem(change: Partial<ActionItem> = {}): ActionItem {
  return {
    title: "一般公共预算收入落后序时进度",
    problem: "全国一般公共预算收入落后序时进度 3.2 个百分点。",
    source: { kind: "manual" },
    indicator: "budget_revenue",
    region: "100000",
    round: ROUND,
    unit: "finance",
    coUnits: [],
    person: { accountId: null, name: "王" },
    leader: null,
    raisedBy: { accountId: null, name: "调度办" },
    raisedOn: "2020-07-20",
    dueOn: "2020-07-24",
    firstDueOn: "2020-07-24",
    remedies: [],
    extension: null,
    closure: null,
    closed: null,
    reopened: 0,
    liaison: null,
    simulated: false,
    ...change,
  };
}

/** Stores an item without asking anybody: what tests of other things begin with. */
export async function raiseItem(
  world: Pick<World, "storage">,
  change: Partial<ActionItem> = {},
  id = "item-1",
): Promise<string> {
  const written = await world.storage.writeRecords({
    steps: [
      {
        kind: "item",
        id,
        basedOn: 0,
        state: "assigned",
        event: "raise",
        words: null,
        evidence: [],
        body: anItem(change),
      },
    ],
    by: { accountId: null, name: "调度办" },
    at: "2020-07-20T04:00:00.000Z",
    audit: auditOf("item.raise"),
  });
  if (written.kind !== "committed") throw new Error(written.kind);
  return id;
}
