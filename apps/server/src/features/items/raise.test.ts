import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ItemAnswer, ItemDetail, ItemPeople, ItemProposal, Problem } from "@diaodu/contracts";
import { itemHands, refused, take } from "../../../test/items.ts";
import { signedIn } from "../../../test/people.ts";
import { openOffice } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { figure, openWorld, submissionOf } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
let hands: ReturnType<typeof itemHands>;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
  hands = itemHands(world, office);
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
    const detailed = await office.wang.json<ItemDetail>("GET", `/items/${item.id}`);
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
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  });

  test("who was looking whether a light is given out while another gave it out raises no second item", async () => {
    const from = { indicator: "retail", region: "100000" };
    const { records } = world.storage;
    let reads = 0;
    let other: ItemAnswer | null = null;
    const late = vi.spyOn(world.storage, "records").mockImplementation(async (kind, filter) => {
      // Between the two looks of the first, the second does all of it.
      if (kind === "item" && (reads += 1) === 2) {
        other = await office.leader.json<ItemAnswer>("POST", "/items", { from });
      }
      return records(kind, filter);
    });
    const { status } = await office.dispatch.ask("POST", "/items", { from });
    late.mockRestore();
    expect(status).toBe(409);
    if (other === null) throw new Error("nobody was quicker");
    await take(office.dispatch, (other as ItemAnswer).item, "cancel", { words: "误点" });
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
    const item = await hands.raise({ leader: { accountId: boss?.accountId, name: "别人" } });
    expect(item.leader).toEqual({ accountId: boss?.accountId, name: "leader" });
  });
});
