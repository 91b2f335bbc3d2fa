import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ItemDetail, Items } from "@diaodu/contracts";
import { itemHands, refused, step, take } from "../../../test/items.ts";
import { signedIn } from "../../../test/people.ts";
import { openOffice } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
let hands: ReturnType<typeof itemHands>;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
  hands = itemHands(world, office);
});
afterAll(() => world.close());

describe("the work", () => {
  test("feedback, extension, request, refusal, second request, closure, reopening", async () => {
    let item = await hands.raise();
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
    const file = await hands.upload(office.wang, "finance");
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

    const { history } = await office.dispatch.json<ItemDetail>("GET", `/items/${item.id}`);
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
    let item = await hands.raise();
    const file = await hands.upload(both, "finance");
    item = await take(both, item, "request_closure", { words: "好了", evidence: [file] });
    expect(await refused(step(both, item, "close"))).toMatchObject({
      code: "step_refused",
      words: "本人申请的销号须由他人核实",
    });
  });

  test("of two who saw the same version one steps, the other is told", async () => {
    const item = await hands.raise();
    const answers = await Promise.all([
      step(office.wang, item, "feedback", { words: "甲" }),
      step(office.zhao, item, "feedback", { words: "乙" }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409);
    expect(late === undefined ? null : await refused(late)).toMatchObject({
      code: "changed_meanwhile",
    });
  });

  test("evidence is the sender's own, and whoever reads the item reads it", async () => {
    const item = await hands.raise();
    const foreign = await hands.upload(office.statistics, "statistics", "别人的.pdf");
    const naming = { words: "好了", evidence: [foreign] };
    expect(await refused(step(office.wang, item, "request_closure", naming))).toMatchObject({
      status: 422,
      words: "没有这个附件",
    });
    const file = await hands.upload(office.wang, "finance");
    await take(office.wang, item, "request_closure", { words: "好了", evidence: [file] });
    const path = `/items/${item.id}/files/${file}`;
    const answer = await office.leader.ask("GET", path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("%PDF");
    expect((await office.statistics.ask("GET", path)).status).toBe(404);
    expect((await office.leader.ask("GET", `/items/${item.id}/files/${foreign}`)).status).toBe(404);
  });

  test("amending changes measures, people and deadline, with a reason", async () => {
    let item = await hands.raise();
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
    const item = await hands.raise();
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
    let item = await hands.raise();
    const file = await hands.upload(office.wang, "finance");
    item = await take(office.wang, item, "request_closure", { words: "好", evidence: [file] });
    expect(await counts()).toMatchObject({ open: before.open + 1, waiting: before.waiting + 1 });
    await take(office.dispatch, item, "close");
    expect(await counts()).toMatchObject({ open: before.open, closed: before.closed + 1 });
    const closed = await office.dispatch.json<Items>("GET", "/items?state=closed");
    expect(closed.items.map(({ id }) => id)).toContain(item.id);
  });

  test("the three lists are one workbook, of what the reader may see", async () => {
    await hands.raise();
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
