import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type {
  Inbox,
  InboxReadAnswer,
  MessageRows,
  Problem,
  SlipAnswerOnWire,
  SlipDetail,
  Slips,
} from "@diaodu/contracts";
import { raiseItem } from "../../../test/items.ts";
import { opened, signedIn } from "../../../test/people.ts";
import { issueSlip } from "../../../test/slips.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const SCOPE = { units: ["finance"], regions: ["100000"] } as const;
const unit = () => signedIn(world, "wang", ["reporter"], SCOPE);
const office = () => signedIn(world, "office", ["dispatch_office"]);
type Person = Awaited<ReturnType<typeof unit>>;

const step = (who: Person, version: number, event: string, more: object = {}, id = "slip-1") =>
  who.ask("POST", `/slips/${id}/steps`, { version, event, ...more });
const problem = async (answer: Response) => (await answer.json()) as Problem;

describe("a slip", () => {
  test("is read once, answered, sent back, answered again and settled by the office", async () => {
    await issueSlip(world);
    const [wang, desk] = [await unit(), await office()];
    const first = await wang.json<SlipDetail>("GET", "/slips/slip-1");
    expect(first.slip).toMatchObject({
      number: "德调督〔2020〕1号",
      state: "issued",
      unitName: "财政调度专班（模拟）",
      steps: ["read", "answer"],
    });
    expect(first.deliveries).toBeNull();

    expect((await step(wang, 1, "read")).status).toBe(200);
    const again = await step(wang, 2, "read");
    expect(again.status).toBe(409);
    expect((await problem(again)).detail).toBe("已经阅知");

    expect((await step(wang, 2, "answer", { words: "已部署" })).status).toBe(200);
    expect((await step(wang, 3, "settle")).status).toBe(403);
    expect((await step(desk, 3, "send_back")).status).toBe(409);
    expect((await step(desk, 3, "send_back", { words: "缺少时间表" })).status).toBe(200);
    expect((await step(wang, 3, "answer", { words: "x" })).status).toBe(409);
    expect((await step(wang, 4, "answer", { words: "8月底前补齐" })).status).toBe(200);
    const settled = await desk.json<SlipAnswerOnWire>("POST", "/slips/slip-1/steps", {
      version: 5,
      event: "settle",
    });
    expect(settled.slip).toMatchObject({ state: "settled", steps: [] });

    const { history, deliveries } = await desk.json<SlipDetail>("GET", "/slips/slip-1");
    expect(history.map(({ event, by }) => `${event} ${by}`)).toEqual([
      "settle office",
      "answer wang",
      "send_back office",
      "answer wang",
      "read wang",
      "issue 系统",
    ]);
    const told = deliveries?.map(({ message }) => message) ?? [];
    expect(
      told.every(({ channelName, state }) => `${channelName} ${state}` === "收件箱 sent"),
    ).toBe(true);
    expect(told.map(({ title }) => title.split("：")[0])).toEqual([
      "办结",
      "退回重新答复",
      "提示单",
    ]);
  });

  test("[Y13] takes an answer begun before it was read, and none begun before it was sent back", async () => {
    await issueSlip(world);
    const [wang, desk] = [await unit(), await office()];
    const colleague = await signedIn(world, "chen", ["reporter"], SCOPE);
    expect((await step(colleague, 1, "read")).status).toBe(200);
    expect((await step(wang, 1, "answer", { words: "已部署" })).status).toBe(200);
    const { slip } = await wang.json<SlipDetail>("GET", "/slips/slip-1");
    expect(slip).toMatchObject({ version: 3, state: "answered", answer: { words: "已部署" } });
    expect((await step(desk, 3, "send_back", { words: "缺少时间表" })).status).toBe(200);
    const stale = await step(wang, 3, "answer", { words: "8月底前补齐" });
    expect((await problem(stale)).code).toBe("changed_meanwhile");
    expect((await step(wang, 9, "answer", { words: "8月底前补齐" })).status).toBe(409);
  });

  test("[Y13] takes an answer and a reading that arrive at once", async () => {
    await issueSlip(world);
    const wang = await unit();
    const taken = await Promise.all([
      step(wang, 1, "read"),
      step(wang, 1, "answer", { words: "已部署" }),
    ]);
    expect(taken[1]?.status).toBe(200);
  });

  test("says why it is late once its day is over", async () => {
    await issueSlip(world, { answerBy: "2020-07-17" });
    const wang = await unit();
    const { slip } = await wang.json<SlipDetail>("GET", "/slips/slip-1");
    expect(slip.overdueDays).toBe(3);
    const refused = await step(wang, 1, "answer", { words: "已部署" });
    expect((await problem(refused)).detail).toBe("已过答复时限，须说明逾期原因");
    const taken = await step(wang, 1, "answer", { words: "已部署", lateReason: "等待核算" });
    expect(taken.status).toBe(200);
  });

  test("is not there for units, regions and roles that it is not about", async () => {
    await issueSlip(world);
    const strangers = [
      await signedIn(world, "li", ["reporter"], { units: ["statistics"], regions: "all" }),
      await signedIn(world, "chen", ["leader"], { units: ["finance"], regions: ["370000"] }),
    ];
    for (const one of strangers) {
      expect((await one.ask("GET", "/slips/slip-1")).status).toBe(404);
      expect((await step(one, 1, "read")).status).toBe(404);
      expect((await one.json<Slips>("GET", "/slips")).slips).toEqual([]);
    }
    const viewer = await signedIn(world, "kan", ["viewer"]);
    expect((await viewer.ask("GET", "/slips/slip-1")).status).toBe(403);
    expect((await viewer.ask("GET", "/messages")).status).toBe(403);
    const leader = await signedIn(world, "zhao", ["leader"], SCOPE);
    const seen = await leader.json<SlipDetail>("GET", "/slips/slip-1");
    expect(seen.slip.steps).toEqual([]);
    expect((await step(leader, 1, "answer", { words: "x" })).status).toBe(403);
  });

  test("takes as evidence only what the unit itself uploaded", async () => {
    await issueSlip(world);
    const refused = await step(await unit(), 1, "answer", { words: "已部署", evidence: ["none"] });
    expect(refused.status).toBe(422);
    expect((await problem(refused)).faults?.[0]?.path).toBe("evidence.0");
  });

  test("tells the sockets of those who may read it, and nobody else's", async () => {
    const wang = await unit();
    const other = await signedIn(world, "li", ["reporter"], {
      units: ["statistics"],
      regions: "all",
    });
    const [near, far] = [await opened(wang.office()), await opened(other.office())];
    let strayed = 0;
    far.on("cycle", () => (strayed += 1));
    const heard = new Promise<unknown>((resolve) => near.once("cycle", resolve));
    await issueSlip(world);
    expect(await heard).toMatchObject({ kind: "slip", id: "slip-1", state: "issued" });
    expect(strayed).toBe(0);
    near.close();
    far.close();
  });
});

describe("a slip by hand", () => {
  const issue = (who: Person, body: object) => who.ask("POST", "/slips", body);

  test("is numbered after those before it and told to its unit at once", async () => {
    await issueSlip(world);
    const [wang, desk] = [await unit(), await office()];
    const answer = await issue(desk, {
      rung: "order",
      about: { kind: "indicator", indicator: "gdp", region: "100000", unit: "finance" },
      title: "加快推进",
      words: "连续多期进展缓慢",
    });
    expect(answer.status).toBe(201);
    const { slip } = (await answer.json()) as SlipAnswerOnWire;
    expect(slip.number).toMatch(/〔2020〕2号$/u);
    // Monday's order is answered by Thursday.
    expect(slip).toMatchObject({ rule: null, answerBy: "2020-07-23", unit: "finance" });
    expect(slip.reasons[0]).toEqual({ label: "事由", value: "连续多期进展缓慢" });
    const inbox = await wang.json<Inbox>("GET", "/inbox");
    expect(inbox.messages[0]).toMatchObject({ number: slip.number, read: false });
    const { messages } = await desk.json<MessageRows>("GET", "/messages?channel=product");
    expect(messages).toHaveLength(2);
    const id = encodeURIComponent(messages[0]?.id ?? "");
    expect((await desk.ask("GET", `/messages/${id}/attempts`)).status).toBe(200);
  });

  test("may be about a unit or an open item, and about nothing that is not there", async () => {
    const desk = await office();
    const item = await raiseItem(world);
    const base = { rung: "notice", title: "催办", words: "请抓紧" };
    const good = [
      { kind: "unit", unit: "finance" },
      { kind: "item", item },
    ];
    for (const about of good) expect((await issue(desk, { ...base, about })).status).toBe(201);
    const bad = [
      { kind: "unit", unit: "nobody" },
      { kind: "item", item: "no-item" },
      { kind: "indicator", indicator: "nothing", region: "100000" },
    ];
    for (const about of bad) {
      const refused = await issue(desk, { ...base, about, answerBy: "2020-07-01" });
      expect(refused.status).toBe(422);
      expect((await problem(refused)).faults).toHaveLength(2);
    }
    expect((await issue(await unit(), { ...base, about: good[0] })).status).toBe(403);
  });
});

describe("the inbox", () => {
  test("reads a slip for its unit by its message, once, and shows nobody else's", async () => {
    await issueSlip(world);
    const [wang, desk] = [await unit(), await office()];
    const li = await signedIn(world, "li", ["reporter"], { units: ["statistics"], regions: "all" });
    const before = await wang.json<Inbox>("GET", "/inbox");
    expect(before).toMatchObject({ unread: 1, messages: [{ path: "/office/slips/slip-1" }] });
    expect(await li.json<Inbox>("GET", "/inbox")).toEqual({ unread: 0, messages: [] });
    expect((await desk.json<Inbox>("GET", "/inbox")).unread).toBe(0);

    const ids = before.messages.map(({ id }) => id);
    await li.json<InboxReadAnswer>("POST", "/inbox/read", { ids });
    expect((await wang.json<SlipDetail>("GET", "/slips/slip-1")).slip.state).toBe("issued");
    const read = await wang.json<InboxReadAnswer>("POST", "/inbox/read", { ids });
    expect(read.unread).toBe(0);
    const after = await wang.json<SlipDetail>("GET", "/slips/slip-1");
    expect(after.slip).toMatchObject({ state: "read", readBy: "wang", version: 2 });
    await wang.json<InboxReadAnswer>("POST", "/inbox/read", { ids });
    expect((await wang.json<SlipDetail>("GET", "/slips/slip-1")).slip.version).toBe(2);
  });
});
