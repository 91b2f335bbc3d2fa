import { afterAll, beforeAll, expect, test } from "vitest";
import type { OriginChains, ReportAnswer, ReportEvents, Revisions } from "@diaodu/contracts";
import {
  bodyOf,
  decide,
  freshItems,
  item,
  openOffice,
  only,
  pathsOf,
  publish,
  queueOf,
  refused,
  ROUND,
  sheetOf,
  submit,
} from "../../../test/units.ts";
import type { Office } from "../../../test/units.ts";
import { openWorld } from "../../../test/world.ts";
import type { World } from "../../../test/world.ts";

let world: World;
let office: Office;
const fresh = freshItems();
beforeAll(async () => {
  world = await openWorld();
  office = await openOffice(world);
});
afterAll(() => world.close());

test("a figure goes from the sheet through review to the board, and nowhere before", async () => {
  const before = await world.board();
  const sheet = await sheetOf(office.wang);
  expect(sheet).toMatchObject({ unit: "finance", round: ROUND, closesOn: "2020-07-20" });
  expect(sheet.fields.map(({ key, entry }) => [key, entry])).toEqual([
    ["budget_revenue|100000|2020-R101|dispatch|level", null],
    ["budget_revenue|100000|2020-01/2020-06|official|level", null],
    ["budget_revenue|100000|2020-01/2020-06|official|yoy_nominal", null],
  ]);
  expect(sheet.fields[1]).toMatchObject({
    measureName: "数值",
    unit: "亿元",
    statuses: ["flash", "preliminary", "final", "forecast"],
    source: "财政调度专班（模拟）",
    kind: "cumulative",
    dueOn: "2020-07-28",
    overdueDays: 0,
  });

  const sent = await submit(office.wang, item({ note: "财政总决算口径" }));
  const entry = only(sent);
  expect(entry).toMatchObject({
    state: "submitted",
    version: 1,
    unitName: "财政调度专班（模拟）",
    periodLabel: "2020年1—6月",
    submittedBy: "wang",
    note: "财政总决算口径",
    origin: { kind: "form" },
    published: null,
  });
  const waiting = await world.board();
  expect(waiting.seq).toBe(sent.seq);
  expect({ ...waiting, ...clockless }).toEqual({ ...before, ...clockless });
  expect((await sheetOf(office.wang)).fields.map(({ entry: one }) => one?.state)).toEqual([
    undefined,
    "submitted",
    undefined,
  ]);

  const queue = await queueOf(office.reviewer);
  expect(queue).toEqual({ entries: [entry], more: false });
  const decided = await decide(office.reviewer, "publish", entry);
  expect(decided.status).toBe(200);
  expect(only((await decided.json()) as ReportAnswer)).toMatchObject({
    state: "published",
    version: 2,
    decidedBy: "reviewer",
    published: { revision: 1, value: "96176", status: "flash" },
  });
  const tile = (await world.board()).tiles.find(({ key }) => key === "budget_revenue:100000");
  expect(tile?.figure?.facts[0]).toMatchObject({
    value: "96176",
    reportedBy: "财政调度专班（模拟）",
  });
  expect((await queueOf(office.reviewer)).entries).toEqual([]);
});
/** What of a board moves with every row. */
const clockless = { clock: null, seq: null, at: null };

test("whoever sent a figure does not publish it, even with the right to review", async () => {
  const entry = only(await submit(office.zhao, fresh()));
  const problem = await refused(await decide(office.zhao, "publish", entry), 409);
  expect(problem.code).toBe("report_conflict");
  expect(problem.faults?.[0]?.message).toContain("他人审核");
  expect((await decide(office.reviewer, "publish", entry)).status).toBe(200);
});

test("a figure is returned with a reason only, and sent again", async () => {
  const one = fresh();
  const entry = only(await submit(office.wang, one));
  await refused(await decide(office.reviewer, "return", entry), 409);
  const returned = await decide(office.reviewer, "return", entry, "与国库数不符");
  const back = only((await returned.json()) as ReportAnswer);
  expect(back).toMatchObject({ state: "returned", decisionReason: "与国库数不符" });
  const field = (await sheetOf(office.wang)).fields.find((f) => f.entry?.id === entry.id);
  expect(field?.entry?.state).toBe("returned");
  await refused(await decide(office.reviewer, "publish", back), 409);
  const again = only(await submit(office.wang, { ...one, value: "96177", basedOn: back.version }));
  expect(again).toMatchObject({ state: "submitted", version: 3, decisionReason: null });
});

test("the unit itself withdraws what waits, nobody else does", async () => {
  const entry = only(await submit(office.wang, fresh()));
  await refused(await decide(office.reviewer, "withdraw", entry), 403);
  const answer = await decide(office.zhao, "withdraw", entry);
  expect(only((await answer.json()) as ReportAnswer).state).toBe("withdrawn");
});

test("a published value is corrected with a reason, and shows until the correction is published", async () => {
  const one = fresh();
  const entry = await publish(office, one);
  const corrected = { ...one, value: "95000", basedOn: entry.version };
  const silent = await office.wang.ask("POST", "/reports", bodyOf([corrected]));
  expect(pathsOf(await refused(silent, 422))).toEqual(["items.0.reason"]);
  const sent = only(await submit(office.wang, { ...corrected, reason: "科目调整" }));
  expect(sent).toMatchObject({
    state: "submitted",
    difference: "−1176",
    published: { revision: 1, value: "96176" },
  });
  const query = new URLSearchParams({
    indicator: one.indicator,
    region: one.region,
    period: one.period,
  });
  const shown = async () =>
    (await office.viewer.json<Revisions>("GET", `/observations?${query.toString()}`)).revisions;
  expect((await shown()).map(({ value }) => value)).toEqual(["96176"]);
  expect((await decide(office.reviewer, "publish", sent)).status).toBe(200);
  expect((await shown()).map(({ value, reason }) => [value, reason])).toEqual([
    ["95000", "科目调整"],
    ["96176", null],
  ]);
});

test("a status below the published one is refused", async () => {
  const one = fresh({ status: "preliminary" });
  const entry = await publish(office, one);
  const lower = { ...one, status: "flash", value: "1", basedOn: entry.version, reason: "更正" };
  const answer = await office.wang.ask("POST", "/reports", bodyOf([lower]));
  expect(pathsOf(await refused(answer, 422))).toEqual(["items.0.status"]);
});

test("a leader sends a published figure back with a reason, and it stays on the board", async () => {
  const one = fresh();
  const entry = await publish(office, one);
  const { indicator, region, period, basis, measure } = one;
  const body = { indicator, region, period, basis, measure, reason: "与预期差距过大，请核实" };
  await refused(await office.viewer.ask("POST", "/figures/return", body), 403);
  await refused(await office.wang.ask("POST", "/figures/return", body), 403);
  const silent = await office.leader.ask("POST", "/figures/return", { ...body, reason: " " });
  expect(pathsOf(await refused(silent, 422))).toEqual(["reason"]);
  expect((await office.leader.ask("POST", "/figures/return", body)).status).toBe(200);
  const { entries } = await queueOf(office.reviewer, "?state=returned");
  const back = entries.find(({ id }) => id === entry.id);
  expect(back).toMatchObject({ state: "returned", published: { value: one.value } });
  // Not a second time, while the unit looks into it.
  await refused(await office.leader.ask("POST", "/figures/return", body), 409);
  const query = new URLSearchParams({ indicator, region, period }).toString();
  const { revisions } = await office.viewer.json<Revisions>("GET", `/observations?${query}`);
  expect(revisions.length).toBe(1);
});

test("a figure that no unit reported cannot be sent back", async () => {
  const body = {
    indicator: "gdp",
    region: "100000",
    period: "2020-Q1",
    basis: "official",
    measure: "level",
    reason: "核实",
  };
  const problem = await refused(await office.leader.ask("POST", "/figures/return", body), 409);
  expect(problem.code).toBe("report_conflict");
});

test("every step of a figure can be read by its unit, newest first", async () => {
  const one = fresh();
  const entry = await publish(office, one);
  const { steps } = await office.wang.json<ReportEvents>("GET", `/reports/${entry.id}/events`);
  expect(steps.map(({ eventName, by, revision }) => [eventName, by, revision])).toEqual([
    ["审核发布", "reviewer", 1],
    ["报送", "wang", null],
  ]);
});

test("the chain of a figure names persons to those signed in, and units to everybody else", async () => {
  const one = fresh();
  const entry = await publish(office, one);
  await submit(office.wang, { ...one, value: "1", reason: "更正", basedOn: entry.version });
  const place = { indicator: one.indicator, region: one.region, period: one.period };
  const path = `/origin?${new URLSearchParams(place).toString()}`;
  const stepsFor = async (json: Promise<OriginChains>) =>
    (await json).chains.flatMap(({ steps }) => steps.map((s) => [s.event, s.by, s.value]));
  const published = (names: boolean) => [
    ["publish", names ? "reviewer" : null, one.value],
    ["submit", names ? "wang" : null, one.value],
  ];
  const open = await fetch(`${world.url}/api/v1${path}`);
  expect(await stepsFor(open.json() as Promise<OriginChains>)).toEqual(published(false));
  expect(await stepsFor(office.viewer.json("GET", path))).toEqual(published(true));
  expect(await stepsFor(office.wang.json("GET", path))).toEqual([
    ["submit", "wang", "1"],
    ...published(true),
  ]);
});

test("what is done to a figure stands in the audit log", async () => {
  await publish(office, fresh());
  const rows = await world.storage.readAudit({ limit: 1000 });
  const actions = rows.map(({ action, actor, object }) => `${actor.name} ${action} ${object}`);
  expect(actions).toContain(`wang report.write report:finance/${ROUND}`);
  expect(actions).toContain(`reviewer report.publish report:finance/${ROUND}`);
  expect(actions.filter((one) => one === "reviewer report.read queue:*").length).toBe(1);
});
