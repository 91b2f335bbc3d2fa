import type {
  Board,
  BulletinOnWire,
  DispatchPart,
  Me,
  MeetingSnapshot,
  Problem,
  ReportQueue,
} from "@diaodu/contracts";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectedCells } from "../../apps/server/test/bulletins.ts";
import { docxText } from "../../apps/server/test/docx-text.ts";
import { askClosure, footer, say } from "./office-steps.ts";
import { DESK, PHONE } from "./pages.ts";
import { deviceOf, makePeople } from "./people.ts";
import { startRehearsal, type Rehearsal } from "./rehearsal.ts";
import { callerOn, itemOf, type Caller } from "./reporting.ts";

const CITY = "371400";
/** 亿元 of 240: 6.0 points behind at the half-year, then 0.8 ahead. */
const BEHIND = "105.6";
const MADE_UP = "122";

let city: Rehearsal;
let browser: Browser;
let devices: Record<"zhou" | "wang" | "chen" | "li" | "gao", BrowserContext>;
let office: Page;
let meeting = "";

beforeAll(async () => {
  [city, browser] = await Promise.all([
    startRehearsal("2020-07-01T09:00", ["finance", "labour"]),
    launchChromium(),
  ]);
  await makePeople(city.databaseUrl, [
    { login: "zhou", name: "周宁", roles: ["dispatch_office"] },
    { login: "wang", name: "王芳", roles: ["reporter"], units: ["finance"] },
    { login: "chen", name: "陈晨", roles: ["reporter"], units: ["labour"] },
    { login: "li", name: "李强", roles: ["reviewer"] },
    { login: "gao", name: "高远", roles: ["leader"] },
  ]);
  const device = (login: string) => deviceOf(browser, { origin: city.origin, login, size: DESK });
  const [zhou, wang, chen, li, gao] = await Promise.all([
    device("zhou"),
    device("wang"),
    device("chen"),
    device("li"),
    deviceOf(browser, { origin: city.origin, login: "gao", size: PHONE }),
  ]);
  devices = { zhou, wang, chen, li, gao };
  await city.goTo("2020-07-01T09:00");
  office = await devices.zhou.newPage();
});
afterAll(async () => {
  await browser?.close();
  await city?.stop();
});

const caller = (login: keyof typeof devices): Promise<Caller> =>
  callerOn(devices[login], city.origin);

/** Hands in everything that the unit is asked for and has no value yet, as this map says. */
async function report(
  login: "wang" | "chen",
  unit: string,
  o: { values: Record<string, string>; reason?: string },
): Promise<void> {
  const clerk = await caller(login);
  const sheet = await clerk.sheet(unit);
  const items = sheet.fields.flatMap((field) => {
    const value = o.values[`${field.basis} ${field.measure}`];
    if (value === undefined) return [];
    return [{ ...itemOf(field, { value, asOf: sheet.today }), reason: o.reason ?? null }];
  });
  expect(items).toHaveLength(Object.keys(o.values).length);
  await clerk.send("/reports", { unit, round: sheet.round, items });
}

/** Corrects a published figure of the half-year, with its reason. */
async function correct(
  login: "wang" | "chen",
  unit: string,
  o: { measure: string; value: string; reason: string },
): Promise<void> {
  const clerk = await caller(login);
  const sheet = await clerk.sheet(unit);
  const answer = await devices[login].request.get(
    `${city.origin}/api/v1/reports/queue?unit=${unit}`,
  );
  const { entries } = (await answer.json()) as ReportQueue;
  const entry = entries.find(({ basis, measure }) => basis === "official" && measure === o.measure);
  if (entry === undefined) throw new Error(`${unit} has published no ${o.measure}`);
  const { indicator, region, period, basis, measure, source, status, version } = entry;
  const key = { indicator, region, period, basis, measure, source, status };
  const item = { ...key, value: o.value, asOf: sheet.today, reason: o.reason, basedOn: version };
  await clerk.send("/reports", { unit, round: sheet.round, items: [item] });
}

/** The reviewer publishes whatever waits. */
async function publish(): Promise<void> {
  const reviewer = await caller("li");
  const { entries } = await reviewer.queue();
  const decisions = entries.map(({ id, version }) => ({ entry: id, version, event: "publish" }));
  await reviewer.send("/reports/decisions", { decisions });
}

async function board(at?: number): Promise<Board> {
  const query = at === undefined ? "" : `?at=${at}`;
  const answer = await devices.zhou.request.get(`${city.origin}/api/v1/board${query}`);
  return (await answer.json()) as Board;
}

async function part(): Promise<DispatchPart> {
  const { dispatch } = await board();
  if (dispatch === null) throw new Error("no round has been opened");
  return dispatch;
}

const lightOf = async (indicator: string) =>
  (await board()).tiles.find((tile) => tile.indicator === indicator)?.light.light;

/** Slips of a unit as the office sees them, oldest first: rung and state. */
async function slipsOf(unit: string): Promise<string[]> {
  const answer = await devices.zhou.request.get(`${city.origin}/api/v1/slips?unit=${unit}`);
  const { slips } = (await answer.json()) as {
    slips: { number: string; rung: string; state: string }[];
  };
  return slips
    .toSorted(
      (a, b) => Number(a.number.match(/(\d+)号/u)?.[1]) - Number(b.number.match(/(\d+)号/u)?.[1]),
    )
    .map(({ rung, state }) => `${rung} ${state}`);
}

it("round 92: two units report, one of them far behind, and the round is frozen as it stands", async () => {
  expect((await part()).round).toMatchObject({ code: "2020-R092", state: "open", reported: 0 });
  await report("wang", "finance", {
    values: { "official level": BEHIND, "official yoy_nominal": "-7.4", "dispatch level": BEHIND },
  });
  await report("chen", "labour", {
    values: { "official level": "2.61", "dispatch level": "2.61" },
  });
  await publish();
  expect(await lightOf("budget_revenue")).toBe("behind");
  await city.goTo("2020-07-02T16:00");
  expect((await part()).round).toMatchObject({ state: "due", asked: 5, reported: 5 });
  await city.goTo("2020-07-03T09:30");
  const { gaps } = await part();
  expect(gaps).toMatchObject({ round: "2020-R092", recovered: [] });
  expect(gaps?.turnedBehind.map(({ indicator }) => indicator)).toEqual(["budget_revenue"]);
  expect(await slipsOf("finance")).toEqual(["notice issued"]);
});

it("round 93: a report is missed, and its unit finds the 提示单 on its screen", async () => {
  await office.goto(`${city.origin}/office/items?raise=budget_revenue:${CITY}`);
  await office.getByText("已按看板填写").waitFor();
  await footer(office, "交办事项", "交办").click();
  await office
    .getByText(/已交办/u)
    .first()
    .waitFor();
  await report("wang", "finance", { values: { "dispatch level": BEHIND } });
  await publish();
  await city.goTo("2020-07-04T18:00");
  expect((await part()).round).toMatchObject({ state: "late", asked: 2, reported: 1 });
  await city.goTo("2020-07-05T09:30");
  expect(await slipsOf("labour")).toEqual(["notice issued"]);
});

it("round 94: missed again, it climbs to a 督办单, once and on time", async () => {
  await report("wang", "finance", { values: { "dispatch level": BEHIND } });
  await publish();
  await city.goTo("2020-07-07T08:59");
  expect(await slipsOf("labour")).toEqual(["notice issued"]);
  await city.goTo("2020-07-07T09:00");
  expect(await slipsOf("labour")).toEqual(["notice issued", "order issued"]);
  await city.goTo("2020-07-07T20:00");
  expect(await slipsOf("labour")).toEqual(["notice issued", "order issued"]);
  const clerk = await devices.chen.newPage();
  await clerk.goto(`${city.origin}/office/slips`);
  await clerk
    .getByRole("link", { name: /督办单/u })
    .first()
    .click();
  await clerk
    .getByText(/调督〔2020〕\d+号/u)
    .first()
    .waitFor();
  await clerk.getByLabel("答复内容").fill("系统切换漏报，本期起按时报送");
  await clerk.getByRole("button", { name: "提交答复" }).click();
  await clerk.locator(".slip-history").getByText("系统切换漏报").waitFor();
  await clerk.close();
  expect(await slipsOf("labour")).toEqual(["notice issued", "order answered"]);
});

it("round 95: what was made up settles its slips; what was not is ordered, and its 销号 refused", async () => {
  await report("chen", "labour", { values: { "dispatch level": "2.7" } });
  await report("wang", "finance", { values: { "dispatch level": "110" } });
  await publish();
  const clerk = await devices.wang.newPage();
  await clerk.goto(`${city.origin}/office/items`);
  await clerk.getByRole("button", { name: /一般公共预算收入/u }).click();
  await askClosure(clerk, "税源清查已完成", "清查台账.pdf");
  await office.goto(`${city.origin}/office/items?state=submitted`);
  await office.getByRole("button", { name: /一般公共预算收入/u }).click();
  await say(office, "退回销号申请", "退回原因", "收入仍落后序时");
  await clerk.locator(".item-history").getByText("收入仍落后序时").waitFor();
  await clerk.close();
  await city.goTo("2020-07-09T09:30");
  expect(await slipsOf("labour")).toEqual(["notice settled", "order answered"]);
  // Four rounds behind, and the notice of 3 July was to be answered by the 7th; the item is late too.
  expect(await slipsOf("finance")).toEqual(["notice issued", "order issued", "notice issued"]);
});

it("round 96: the figure is made up, which the board remembers, and a second person accepts the 销号", async () => {
  await report("wang", "finance", { values: { "dispatch level": MADE_UP } });
  await publish();
  await correct("wang", "finance", { measure: "level", value: MADE_UP, reason: "税款补缴入库" });
  await publish();
  expect(await lightOf("budget_revenue")).toBe("on");
  const clerk = await devices.wang.newPage();
  await clerk.goto(`${city.origin}/office/items`);
  await clerk.getByRole("button", { name: /一般公共预算收入/u }).click();
  await askClosure(clerk, "缺口已补齐", "入库凭证.pdf");
  await office.goto(`${city.origin}/office/items?state=submitted`);
  await office.getByRole("button", { name: /一般公共预算收入/u }).click();
  await say(office, "核实销号", "核实意见（可不填）", "属实");
  await office.locator(".item").getByText("已销号", { exact: true }).waitFor();
  await clerk.close();
  await city.goTo("2020-07-11T09:30");
  const { gaps, items } = await part();
  expect(gaps?.recovered.map(({ indicator }) => indicator)).toEqual(["budget_revenue"]);
  expect(items).toMatchObject({ open: 0, closed: 1 });
  expect(await slipsOf("finance")).toEqual(["notice settled", "order settled", "notice settled"]);
});

it("round 97: a meeting is frozen and followed by wall and phone, while a figure changes", async () => {
  await office.goto(`${city.origin}/meeting`);
  await office.getByRole("link", { name: "会议…" }).click();
  await office.getByRole("button", { name: "建立会议" }).click();
  await office.getByRole("button", { name: "冻结数据并开会" }).waitFor();
  const code = await office.locator(".big-code").innerText();
  meeting = new URL(office.url()).searchParams.get("m") ?? "";
  const phone = await devices.gao.newPage();
  await phone.goto(`${city.origin}/meeting?code=${code}`);
  const wall = await devices.li.newPage();
  await wall.goto(`${city.origin}/wall?meeting=${code}`);
  await office.getByRole("button", { name: "冻结数据并开会" }).click();
  for (const page of [office, phone]) await page.getByText(/冻结于 第 97 期/u).waitFor();
  await wall.locator(".wall-meeting").waitFor();

  await report("chen", "labour", { values: { "dispatch level": "2.9" } });
  await correct("chen", "labour", { measure: "level", value: "2.66", reason: "补录灵活就业" });
  await publish();
  for (const page of [office, phone]) await page.getByText(/冻结后有 1 项更新/u).waitFor();
  await office.getByLabel("决定内容").fill("下半年每期会商一次税源");
  await office.getByLabel("责任单位").selectOption({ label: "市财政局（模拟）" });
  await office.getByLabel("责任人").fill("王芳");
  await office.getByLabel("时限").fill("2020-07-31");
  await office.getByRole("button", { name: "形成决定" }).click();
  await office.getByText("已列入事项").waitFor();
  expect((await part()).items).toMatchObject({ open: 1, closed: 1 });
  await office.getByRole("button", { name: "结束会议" }).click();
  await office.getByRole("button", { name: "确定结束会议" }).click();
  await office.getByRole("heading", { name: /会议纪要/u }).waitFor();
  await phone.getByRole("heading", { name: /会议纪要/u }).waitFor();
  await wall.locator(".wall-head").waitFor();
});

it("the 通报 of that meeting prints the numbers of the frozen board and of no later one", async () => {
  const { frozen } = await ask<MeetingSnapshot>("GET", `/meetings/${meeting}`);
  const seq = frozen?.seq ?? -1;
  const from = { kind: "meeting", meeting };
  const refused = await ask<Problem>("POST", "/bulletins", { from });
  expect(refused.code).toBe("figures_missing");
  const stated = (refused.faults ?? []).map(({ path }) => path);
  expect(stated).toContain(`gdp:${CITY}`);
  const draft = await ask<BulletinOnWire>("POST", "/bulletins", { from, stated });
  expect(draft.seq).toBe(seq);
  const step = { version: draft.version, event: "issue" };
  const issued = await ask<{ bulletin: BulletinOnWire }>(
    "POST",
    `/bulletins/${draft.id}/steps`,
    step,
  );
  expect(JSON.stringify(issued)).toMatch(/〔2020〕1号/u);
  const paper = await devices.zhou.request.get(`${city.origin}/api/v1/bulletins/${draft.id}.docx`);
  const { rows } = docxText(new Uint8Array(await paper.body()));
  const then = await board(seq);
  const now = await board();
  const jobs = (of: Board) => of.tiles.find(({ indicator }) => indicator === "new_jobs");
  expect(jobs(now)?.figure?.facts[0]?.text).toBe("2.66");
  for (const [at, { value, gap }] of expectedCells(then).entries()) {
    const row = rows.filter((cells) => cells.length === draft.annex.header.length)[at + 1] ?? [];
    if (value !== null) expect(row[2]).toContain(value);
    if (gap !== null) expect(row.join(" ")).toContain(gap.replace("-", "−"));
  }
  const texts = draft.blocks.map(({ text }) => text).join("");
  expect(texts).toContain("122");
  expect(texts).toContain("2.61");
  expect(texts).not.toContain("2.66");
  expect(texts).toContain("下半年每期会商一次税源");
});

/** Asks the server as the dispatch office does. */
async function ask<T>(method: "GET" | "POST", path: string, data?: unknown): Promise<T> {
  const read = await devices.zhou.request.get(`${city.origin}/api/v1/me`);
  const { csrfToken } = (await read.json()) as Me;
  const answer = await devices.zhou.request.fetch(`${city.origin}/api/v1${path}`, {
    method,
    headers: { origin: city.origin, "x-csrf-token": csrfToken ?? "" },
    ...(data === undefined ? {} : { data }),
  });
  return (await answer.json()) as T;
}
