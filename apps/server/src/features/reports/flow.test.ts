import { afterAll, beforeAll, expect, test } from "vitest";
import type {
  OriginChains,
  Problem,
  ReportAnswer,
  ReportEntry,
  ReportEvents,
  ReportNotice,
  ReportQueue,
  ReportSheets,
  Revisions,
} from "@diaodu/contracts";
import { opened } from "../../../test/people.ts";
import {
  bodyOf,
  decide,
  freshItems,
  item,
  openOffice,
  publish,
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

async function refused(answer: Response, status: number): Promise<Problem> {
  const problem = (await answer.json()) as Problem;
  expect([answer.status, problem.code]).toEqual([status, problem.code]);
  return problem;
}
const pathsOf = (problem: Problem) => problem.faults?.map(({ path }) => path);
const queueOf = (by: Office["wang"], query = ""): Promise<ReportQueue> =>
  by.json("GET", `/reports/queue${query}`);
const only = ({ entries }: ReportAnswer): ReportEntry => {
  const [entry] = entries;
  if (entry === undefined) throw new Error("no entry");
  return entry;
};

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
    source: "财政部",
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

test("every fault of every figure is named at once, and nothing is stored", async () => {
  const before = await world.storage.headSeq();
  const answer = await office.wang.ask(
    "POST",
    "/reports",
    bodyOf([
      fresh({ indicator: "gnp", region: "999999", value: "NaN" }),
      fresh({ period: "2020-01/2020-09", asOf: "2021-01-01" }),
      fresh({ indicator: "gdp" }),
      fresh({ measure: "rank", value: "5" }),
      fresh({ basis: "monitoring" }),
      fresh({ region: "371400", attachment: "none" }),
    ]),
  );
  expect(pathsOf(await refused(answer, 422))?.toSorted()).toEqual([
    "items.0.indicator",
    "items.0.region",
    "items.0.value",
    "items.1.asOf",
    "items.1.period",
    "items.2.indicator",
    "items.3.measure",
    "items.4.basis",
    "items.5.region",
  ]);
  expect(await world.storage.headSeq()).toBe(before);
});

test("faults against what stands already come with those of the figures themselves", async () => {
  const one = fresh();
  const entry = await publish(office, one);
  const answer = await office.wang.ask(
    "POST",
    "/reports",
    bodyOf([
      { ...one, value: "1", basedOn: entry.version, attachment: "none" },
      fresh({ source: " " }),
      { ...one, value: "1", basedOn: entry.version, reason: "更正" },
    ]),
  );
  expect(pathsOf(await refused(answer, 422))?.toSorted()).toEqual([
    "items.0.attachment",
    "items.0.reason",
    "items.1.source",
    "items.2.period",
  ]);
});

test("of two people who send over the same version the second hears how it stands", async () => {
  const one = fresh();
  await submit(office.wang, one);
  const answer = await office.zhao.ask("POST", "/reports", bodyOf([{ ...one, value: "1" }]));
  const problem = await refused(answer, 409);
  expect(problem.code).toBe("changed_meanwhile");
  const entry = (await queueOf(office.reviewer)).entries.find(
    ({ period }) => period === one.period,
  );
  expect(entry?.value).toBe("96176");
});

test("a decision on a version that has been replaced is refused", async () => {
  const one = fresh();
  const entry = only(await submit(office.wang, one));
  await submit(office.wang, { ...one, value: "96177", basedOn: 1 });
  const problem = await refused(await decide(office.reviewer, "publish", entry), 409);
  expect(problem.code).toBe("changed_meanwhile");
});

test("the same attempt sent again is answered again and stored once", async () => {
  const body = bodyOf([fresh()]);
  Object.assign(office.wang.headers, { "idempotency-key": "wang-1" });
  const first = await office.wang.ask("POST", "/reports", body);
  const second = await office.wang.ask("POST", "/reports", body);
  const other = await office.wang.ask("POST", "/reports", bodyOf([fresh()]));
  delete office.wang.headers["idempotency-key"];
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  expect(await second.json()).toEqual(await first.json());
  expect((await refused(other, 409)).code).toBe("idempotency_conflict");
});

test("nobody reports, reads or decides on another unit's figures", async () => {
  const entry = only(await submit(office.wang, fresh()));
  const { statistics } = office;
  await refused(await statistics.ask("POST", "/reports", bodyOf([fresh()])), 403);
  await refused(await statistics.ask("GET", "/reports/sheet?unit=finance"), 403);
  await refused(await statistics.ask("GET", `/reports/${entry.id}/events`), 404);
  await refused(await decide(statistics, "withdraw", entry), 422);
  expect((await queueOf(statistics)).entries).toEqual([]);
  expect((await queueOf(statistics, "?unit=finance")).entries).toEqual([]);
  const { units } = await statistics.json<ReportSheets>("GET", "/reports/sheets");
  expect(units.map(({ unit }) => unit)).toEqual(["statistics"]);
});

test.each(["viewer", "leader", "admin"] as const)(
  "%s sees nothing that is not published",
  async (who) => {
    const one = fresh();
    const entry = only(await submit(office.wang, one));
    const by = office[who];
    for (const path of ["/reports/queue", "/reports/sheets", `/reports/${entry.id}/events`]) {
      expect((await by.ask("GET", path)).status).toBe(403);
    }
    const place = { indicator: one.indicator, region: one.region, period: one.period };
    const query = new URLSearchParams(place).toString();
    expect(await by.json("GET", `/origin?${query}`)).toEqual({ chains: [] });
    const revisions = await by.json<Revisions>("GET", `/observations?${query}`);
    expect(revisions.revisions).toEqual([]);
    expect((await by.ask("POST", "/reports", bodyOf([one]))).status).toBe(403);
  },
);

test("the dispatch office sees how far every unit is, and returns but does not write", async () => {
  const { dispatch, wang } = office;
  const { units } = await dispatch.json<ReportSheets>("GET", "/reports/sheets");
  expect(units.map(({ unit }) => unit)).toContain("ecology");
  const finance = units.find(({ unit }) => unit === "finance");
  const sheet = await sheetOf(wang);
  const inState = (state: string) => sheet.fields.filter((f) => f.entry?.state === state).length;
  expect(finance).toMatchObject({
    asked: sheet.fields.length,
    submitted: inState("submitted"),
    returned: inState("returned"),
    published: inState("published"),
  });
  expect((await dispatch.ask("POST", "/reports", bodyOf([fresh()]))).status).toBe(403);
  const entry = only(await submit(wang, fresh()));
  await refused(await decide(dispatch, "publish", entry), 403);
  expect((await decide(dispatch, "return", entry, "单位换算有误")).status).toBe(200);
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

test("of two people who save a draft the second is handed the first one's", async () => {
  const { wang, zhao } = office;
  const path = `/reports/draft?unit=finance&round=${ROUND}`;
  const mine = await wang.json("PUT", path, { basedOn: 0, cells: { a: "1" } });
  expect(mine).toMatchObject({ version: 1, cells: { a: "1" }, by: "wang" });
  const answer = await zhao.ask("PUT", path, { basedOn: 0, cells: { a: "2" } });
  const problem = await refused(answer, 409);
  expect(problem.draft).toMatchObject({ version: 1, cells: { a: "1" }, by: "wang" });
  await zhao.json("PUT", path, { basedOn: 1, cells: { a: "2" } });
  expect((await sheetOf(wang)).draft).toMatchObject({ version: 2, by: "zhao" });
  await refused(await office.statistics.ask("PUT", path, { basedOn: 2, cells: {} }), 403);
  await submit(wang, fresh());
  expect((await sheetOf(wang)).draft).toBeNull();
});

test("office pages of the unit and its reviewers hear of a report at once, others do not", async () => {
  const sockets = await Promise.all(
    [office.reviewer, office.statistics, office.leader].map((by) =>
      opened(by.office()).catch(() => null),
    ),
  );
  const heard: string[] = [];
  const told = new Promise<ReportNotice>((resolve) => {
    sockets[0]?.once("reports", resolve);
    sockets[1]?.on("reports", () => heard.push("statistics"));
    sockets[2]?.on("reports", () => heard.push("leader"));
  });
  const sent = await submit(office.wang, fresh());
  const notice = await told;
  expect(notice.seq).toBe(sent.seq);
  expect(notice.entries).toEqual([
    { id: only(sent).id, unit: "finance", region: "100000", state: "submitted" },
  ]);
  expect(heard).toEqual([]);
  for (const socket of sockets) socket?.disconnect();
});

test("what is done to a figure stands in the audit log", async () => {
  await publish(office, fresh());
  const rows = await world.storage.readAudit({ limit: 1000 });
  const actions = rows.map(({ action, actor, object }) => `${actor.name} ${action} ${object}`);
  expect(actions).toContain(`wang report.write report:finance/${ROUND}`);
  expect(actions).toContain(`reviewer report.publish report:finance/${ROUND}`);
  expect(actions.filter((one) => one === "reviewer report.read queue:*").length).toBe(1);
});
