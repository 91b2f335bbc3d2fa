import { afterAll, beforeAll, expect, test } from "vitest";
import type { ItemPeople, LiaisonAnswer, Liaisons, Problem } from "@diaodu/contracts";
import { signedIn } from "../../../test/people.ts";
import { openOffice } from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

async function begin(name: string): Promise<LiaisonAnswer["liaison"]> {
  const { people } = await office.dispatch.json<ItemPeople>("GET", "/items/people");
  const leader = people.find((one) => one.leader);
  const { liaison } = await office.dispatch.json<LiaisonAnswer>("POST", "/liaisons", {
    leader: { accountId: leader?.accountId, name: "别人" },
    subject: "enterprise",
    name,
    unit: "commerce",
    region: "100000",
    plan: "协调用能指标",
  });
  return liaison;
}

test("the office begins a liaison, its leader notes, both read what was done", async () => {
  const liaison = await begin("某某化工");
  expect(liaison).toMatchObject({ state: "active", leader: { name: "leader" }, notes: [] });
  const steps = `/liaisons/${liaison.id}/steps`;
  const noted = await office.leader.json<LiaisonAnswer>("POST", steps, {
    version: 1,
    event: "note",
    words: "用能已落实",
  });
  expect(noted.liaison.notes).toMatchObject([{ by: { name: "leader" }, words: "用能已落实" }]);
  const again = await office.dispatch.ask("POST", steps, { version: 1, event: "note", words: "x" });
  expect(((await again.json()) as Problem).code).toBe("changed_meanwhile");
  const { liaisons } = await office.leader.json<Liaisons>("GET", "/liaisons");
  expect(liaisons.find(({ id }) => id === liaison.id)?.steps).toEqual(["note"]);
});

test("the leader amends nothing, and what has ended takes no note", async () => {
  const { id } = await begin("某某纺织");
  const steps = `/liaisons/${id}/steps`;
  const plan = { version: 1, event: "amend", changes: { plan: "贴息" } };
  expect((await office.leader.ask("POST", steps, plan)).status).toBe(403);
  const amended = await office.dispatch.json<LiaisonAnswer>("POST", steps, plan);
  expect(amended.liaison).toMatchObject({ version: 2, plan: "贴息" });
  await office.dispatch.json("POST", steps, { version: 2, event: "end", words: "任务完成" });
  const late = await office.leader.ask("POST", steps, { version: 3, event: "note", words: "x" });
  expect(await late.json()).toMatchObject({ code: "step_refused", detail: "包联已结束" });
});

test("an item belongs to a liaison that stands, and is counted there", async () => {
  const { id } = await begin("某某机械");
  const item = {
    title: "用能缺口",
    problem: "用能不足",
    region: "100000",
    unit: "commerce",
    person: { name: "赵" },
    dueOn: "2020-07-24",
  };
  const wrong = await office.dispatch.ask("POST", "/items", { ...item, liaison: "no-such" });
  expect(wrong.status).toBe(422);
  await office.dispatch.json("POST", "/items", { ...item, liaison: id });
  const { liaisons } = await office.dispatch.json<Liaisons>("GET", "/liaisons");
  expect(liaisons.find((one) => one.id === id)?.items).toBe(1);
});

test("strangers find no liaison, and what it names must be there", async () => {
  const { id } = await begin("某某食品");
  const stranger = await signedIn(world, "stranger", ["leader"], {
    units: ["ecology"],
    regions: [],
  });
  expect((await stranger.json<Liaisons>("GET", "/liaisons")).liaisons).toEqual([]);
  const note = { version: 1, event: "note", words: "x" };
  expect((await stranger.ask("POST", `/liaisons/${id}/steps`, note)).status).toBe(404);
  const answer = await office.dispatch.ask("POST", "/liaisons", {
    leader: { accountId: "no-such", name: "李" },
    subject: "indicator",
    name: "工业",
    unit: "nobody",
    region: "999999",
    indicator: "nothing",
    plan: "x",
  });
  const { faults } = (await answer.json()) as Problem;
  expect(faults?.map(({ path }) => path).toSorted()).toEqual([
    "indicator",
    "leader",
    "region",
    "unit",
  ]);
});
