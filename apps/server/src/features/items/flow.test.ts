import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type {
  AttachmentAnswer,
  ItemAnswer,
  ItemDetail,
  ItemPeople,
  ItemProposal,
  Items,
  Problem,
} from "@diaodu/contracts";
import { signedIn } from "../../../test/people.ts";
import type { Browser } from "../../../test/people.ts";
import { openOffice } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
  const answer = await world.post(
    submissionOf(
      figure({ indicator: "budget_revenue", value: "96176", source: "财政部" }),
      figure({
        indicator: "budget_revenue",
        measure: "yoy_nominal",
        value: "-10.8",
        source: "财政部",
      }),
    ),
  );
  expect(answer.status).toBe(201);
});
afterAll(() => world.close());

const LIGHT = { indicator: "budget_revenue", region: "100000" };
let made = 0;

/** An item of finance that was typed by the dispatch office. */
async function raise(over: Record<string, unknown> = {}): Promise<ItemAnswer["item"]> {
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
}

function step(
  by: Browser,
  item: { id: string; version: number },
  event: string,
  more: Record<string, unknown> = {},
): Promise<Response> {
  return by.ask("POST", `/items/${item.id}/steps`, { version: item.version, event, ...more });
}

/** The item after a step that must be taken. */
async function take(...args: Parameters<typeof step>): Promise<ItemAnswer["item"]> {
  const answer = await step(...args);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return (JSON.parse(text) as ItemAnswer).item;
}

/** Status, code and detail of a step that must be refused. */
async function refused(answer: Response | Promise<Response>) {
  const { status, code, detail, faults } = (await (await answer).json()) as Problem;
  return { status, code, words: detail ?? faults?.map(({ message }) => message).join() };
}

async function upload(by: Browser, unit: string, name = "证明.pdf"): Promise<string> {
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
}

const detail = (by: Browser, id: string) => by.json<ItemDetail>("GET", `/items/${id}`);

describe("raising from a light", () => {
  test("one press fills in the sentence, the unit, the deadline and the round", async () => {
    const proposal = await office.dispatch.json<ItemProposal>(
      "GET",
      "/items/proposal?indicator=budget_revenue&region=100000",
    );
    expect(proposal).toMatchObject({ unit: "finance", dueOn: "2020-07-24", standing: null });
    const { item } = await office.leader.json<ItemAnswer>("POST", "/items", { from: LIGHT });
    expect(item).toMatchObject({
      state: "assigned",
      title: proposal.title,
      unit: "finance",
      indicator: "budget_revenue",
      round: "2020-R101",
      dueOn: "2020-07-24",
      raisedBy: { name: "leader" },
      // Two report for finance: the unit itself answers until somebody is named.
      person: { accountId: null, name: "财政调度专班（模拟）" },
    });
    expect(item.problem).toMatch(/96\s176 亿元，同比 −10\.8%，/u);
    expect(item.source).toMatchObject({ kind: "light" });
    const detailed = await detail(office.wang, item.id);
    expect(detailed.movement?.raised?.words).toBe(
      item.source.kind === "light" ? item.source.words : null,
    );
    expect(detailed.movement?.now).not.toBeNull();
    const again = office.dispatch.ask("POST", "/items", { from: LIGHT });
    expect(await refused(again)).toMatchObject({ status: 409, code: "already_exists" });
    await take(office.dispatch, item, "cancel", { words: "重复" });
  });

  test("two who press at once raise one item", async () => {
    const from = { indicator: "gdp", region: "100000" };
    const answers = await Promise.all(
      [office.dispatch, office.leader].map((by) => by.ask("POST", "/items", { from })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  });

  test("what is off the list may be raised again in the same round", async () => {
    const from = { indicator: "retail", region: "100000" };
    const first = await office.dispatch.json<ItemAnswer>("POST", "/items", { from });
    await take(office.dispatch, first.item, "cancel", { words: "误点" });
    const second = await office.dispatch.json<ItemAnswer>("POST", "/items", { from });
    expect(second.item.id).not.toBe(first.item.id);
  });
});

describe("raising by hand", () => {
  test("every place that is missing or unknown is named", async () => {
    const answer = await office.dispatch.ask("POST", "/items", {
      title: "缺口",
      unit: "nobody",
      person: { accountId: "no-such", name: "王" },
      dueOn: "2020-07-19",
      leader: null,
    });
    expect(answer.status).toBe(422);
    const { faults } = (await answer.json()) as Problem;
    expect(faults?.map(({ path }) => path).toSorted()).toEqual([
      "dueOn",
      "person",
      "problem",
      "region",
      "unit",
    ]);
  });

  test("whoever may not raise, or not for this unit, does not", async () => {
    const body = { from: LIGHT };
    expect((await office.wang.ask("POST", "/items", body)).status).toBe(403);
    const elsewhere = await signedIn(world, "elsewhere", ["leader"], {
      units: ["ecology"],
      regions: "all",
    });
    expect(await refused(elsewhere.ask("POST", "/items", body))).toMatchObject({
      status: 403,
      code: "forbidden",
    });
  });

  test("a person by account has the account's name, whatever was sent beside it", async () => {
    const { people } = await office.dispatch.json<ItemPeople>("GET", "/items/people");
    const boss = people.find(({ name }) => name === "leader");
    const item = await raise({ leader: { accountId: boss?.accountId, name: "别人" } });
    expect(item.leader).toEqual({ accountId: boss?.accountId, name: "leader" });
  });
});

describe("the work", () => {
  test("feedback, extension, request, refusal, second request, closure, reopening", async () => {
    let item = await raise();
    expect(item.steps).toEqual(["amend", "cancel"]);
    const [measure] = item.remedies;
    item = await take(office.wang, item, "feedback", { words: "已核实", done: [measure?.id] });
    expect(item).toMatchObject({ state: "working", remedies: [{ doneOn: "2020-07-20" }] });

    item = await take(office.wang, item, "ask_extension", {
      words: "资料未齐",
      until: "2020-07-28",
    });
    expect(await refused(step(office.wang, item, "grant_extension"))).toMatchObject({
      status: 403,
    });
    item = await take(office.dispatch, item, "grant_extension");
    expect(item).toMatchObject({ dueOn: "2020-07-28", firstDueOn: "2020-07-24" });

    const nothing = step(office.wang, item, "request_closure", { words: "已入库" });
    expect(await refused(nothing)).toMatchObject({ code: "step_refused" });
    const file = await upload(office.wang, "finance");
    const ask = { words: "已入库", evidence: [file] };
    item = await take(office.wang, item, "request_closure", ask);
    expect(item).toMatchObject({ state: "submitted", closure: { files: [{ name: "证明.pdf" }] } });
    expect(item.steps).not.toContain("close");
    item = await take(office.dispatch, item, "refuse_closure", { words: "凭证不全" });
    expect(item).toMatchObject({ state: "working", closure: null });
    item = await take(office.zhao, item, "request_closure", { ...ask, words: "凭证已补" });
    item = await take(office.dispatch, item, "close");
    expect(item).toMatchObject({
      state: "closed",
      closed: { round: "2020-R101", by: { name: "dispatch" } },
    });
    expect(await refused(step(office.wang, item, "feedback", { words: "还有" }))).toMatchObject({
      status: 409,
      code: "step_refused",
      words: "已销号，须先重新打开",
    });
    item = await take(office.dispatch, item, "reopen", { words: "数据回落" });
    expect(item).toMatchObject({ state: "working", reopened: 1 });

    const { history } = await detail(office.dispatch, item.id);
    expect(history.map(({ event }) => event)).toEqual([
      "reopen",
      "close",
      "request_closure",
      "refuse_closure",
      "request_closure",
      "grant_extension",
      "ask_extension",
      "feedback",
      "raise",
    ]);
    const texts = history.map(({ words, changes }) => [words, ...changes].join(" "));
    expect(texts.join("\n")).toContain("时限 2020-07-24 → 2020-07-28");
    expect(texts.join("\n")).toContain("措施完成：逐户核实");
    expect(history[4]).toMatchObject({ by: "wang", files: [{ id: file }] });
  });

  test("nobody closes what they asked to close, whatever roles they hold", async () => {
    const both = await signedIn(world, "both", ["reporter", "leader"], {
      units: ["finance"],
      regions: "all",
    });
    let item = await raise();
    const file = await upload(both, "finance");
    item = await take(both, item, "request_closure", { words: "好了", evidence: [file] });
    expect(await refused(step(both, item, "close"))).toMatchObject({
      code: "step_refused",
      words: "本人申请的销号须由他人核实",
    });
  });

  test("of two who saw the same version one steps, the other is told", async () => {
    const item = await raise();
    const answers = await Promise.all([
      step(office.wang, item, "feedback", { words: "甲" }),
      step(office.zhao, item, "feedback", { words: "乙" }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409);
    expect(late === undefined ? null : await refused(late)).toMatchObject({
      code: "changed_meanwhile",
    });
  });

  test("evidence is the sender's own, and whoever reads the item reads it", async () => {
    const item = await raise();
    const foreign = await upload(office.statistics, "statistics", "别人的.pdf");
    const naming = { words: "好了", evidence: [foreign] };
    expect(await refused(step(office.wang, item, "request_closure", naming))).toMatchObject({
      status: 422,
      words: "没有这个附件",
    });
    const file = await upload(office.wang, "finance");
    await take(office.wang, item, "request_closure", { words: "好了", evidence: [file] });
    const path = `/items/${item.id}/files/${file}`;
    const answer = await office.leader.ask("GET", path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("%PDF");
    expect((await office.statistics.ask("GET", path)).status).toBe(404);
    expect((await office.leader.ask("GET", `/items/${item.id}/files/${foreign}`)).status).toBe(404);
  });

  test("amending changes measures, people and deadline, with a reason", async () => {
    let item = await raise();
    const kept = item.remedies[0];
    const changes = {
      coUnits: ["commerce"],
      dueOn: "2020-07-30",
      remedies: [
        {
          id: kept?.id,
          words: "逐户核实并建账",
          unit: "finance",
          person: "王",
          dueOn: "2020-07-22",
        },
        { words: "组织入库", unit: "commerce", person: "赵", dueOn: "2020-07-25" },
      ],
    };
    const silent = step(office.dispatch, item, "amend", { changes });
    expect(await refused(silent)).toMatchObject({ words: "须说明原因" });
    item = await take(office.dispatch, item, "amend", { words: "分工调整", changes });
    expect(item).toMatchObject({
      dueOn: "2020-07-30",
      coUnits: [{ code: "commerce" }],
      remedies: [{ id: kept?.id, words: "逐户核实并建账" }, { unit: "commerce" }],
    });
    const unknown = { coUnits: ["nobody"] };
    const wrong = step(office.dispatch, item, "amend", { words: "再调", changes: unknown });
    expect(await refused(wrong)).toMatchObject({ status: 422 });
  });
});

describe("who sees what", () => {
  test("strangers find nothing: not in the list, not by address, not by stepping", async () => {
    const item = await raise();
    const mine = await office.wang.json<Items>("GET", "/items?state=open&mine=1");
    expect(mine.items.map(({ id }) => id)).toContain(item.id);
    expect(mine.counts.open).toBe(mine.items.length);
    const other = await office.statistics.json<Items>("GET", "/items");
    expect(other.items.map(({ id }) => id)).not.toContain(item.id);
    expect((await office.statistics.ask("GET", `/items/${item.id}`)).status).toBe(404);
    const tried = await step(office.statistics, item, "feedback", { words: "试" });
    expect(tried.status).toBe(404);
    for (const who of [office.viewer, office.admin]) {
      expect((await who.ask("GET", "/items")).status).toBe(403);
    }
    const [row] = await world.storage
      .readAudit({ limit: 50 })
      .then((rows) =>
        rows.filter(({ object, result }) => object === `item:${item.id}` && result === "refused"),
      );
    expect(row?.actor.name).toBe("statistics");
  });

  test("lists say what is late, what waits and what is done", async () => {
    const counts = async () => (await office.dispatch.json<Items>("GET", "/items")).counts;
    const before = await counts();
    let item = await raise();
    const file = await upload(office.wang, "finance");
    item = await take(office.wang, item, "request_closure", { words: "好", evidence: [file] });
    expect(await counts()).toMatchObject({ open: before.open + 1, waiting: before.waiting + 1 });
    await take(office.dispatch, item, "close");
    expect(await counts()).toMatchObject({ open: before.open, closed: before.closed + 1 });
    const closed = await office.dispatch.json<Items>("GET", "/items?state=closed");
    expect(closed.items.map(({ id }) => id)).toContain(item.id);
  });

  test("the three lists are one workbook, of what the reader may see", async () => {
    await raise();
    const answer = await office.wang.ask("GET", "/items/export.xlsx");
    expect(answer.status).toBe(200);
    expect(
      Buffer.from(await answer.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    const [row] = await world.storage.readAudit({ limit: 1 });
    expect(row).toMatchObject({ action: "cycle.export", actor: { name: "wang" } });
  }, 30_000);
});
