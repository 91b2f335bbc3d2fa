import type { AttachmentAnswer, ItemAnswer, Problem } from "@diaodu/contracts";
import type { ActionItem } from "@diaodu/domain";
import { auditOf } from "./people.ts";
import type { Browser } from "./people.ts";
import { ROUND } from "./units.ts";
import type { Office } from "./units.ts";
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

/** What tests of items do with the people of an office. */
export function itemHands(world: World, office: Pick<Office, "dispatch">) {
  let made = 0;
  return {
    /** An item of finance that was typed by the dispatch office. */
    async raise(over: Record<string, unknown> = {}): Promise<ItemAnswer["item"]> {
      made += 1;
      const { item } = await office.dispatch.json<ItemAnswer>("POST", "/items", {
        title: `收入缺口 ${made}`,
        problem: "收入落后序时进度",
        region: "100000",
        unit: "finance",
        person: { name: "王" },
        dueOn: "2020-07-24",
        remedies: [{ words: "逐户核实", unit: "finance", person: "王", dueOn: "2020-07-22" }],
        ...over,
      });
      return item;
    },
    /** A PDF of a unit, by the id of its attachment. */
    async upload(by: Browser, unit: string, name = "证明.pdf"): Promise<string> {
      const answer = await fetch(
        `${world.url}/api/v1/attachments?unit=${unit}&name=${encodeURIComponent(name)}`,
        {
          method: "POST",
          headers: {
            cookie: [...by.cookies].map((pair) => pair.join("=")).join("; "),
            "x-csrf-token": by.token(),
            "content-type": "application/octet-stream",
          },
          body: Buffer.from(`%PDF-1.7 ${name}`),
        },
      );
      return ((await answer.json()) as AttachmentAnswer).id;
    },
  };
}

export function step(
  by: Browser,
  item: { id: string; version: number },
  event: string,
  more: Record<string, unknown> = {},
): Promise<Response> {
  return by.ask("POST", `/items/${item.id}/steps`, { version: item.version, event, ...more });
}

/** The item after a step that must be taken. */
export async function take(...args: Parameters<typeof step>): Promise<ItemAnswer["item"]> {
  const answer = await step(...args);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return (JSON.parse(text) as ItemAnswer).item;
}

/** Status, code and words of an answer that must be a refusal. */
export async function refused(answer: Response | Promise<Response>) {
  const { status, code, detail, faults } = (await (await answer).json()) as Problem;
  return { status, code, words: detail ?? faults?.map(({ message }) => message).join() };
}
