import type { MeetingSnapshot } from "@diaodu/contracts";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { correctedJobs, newJobs } from "./figures.ts";
import { startDemo, type RunningServer } from "./harness.ts";
import { axeFaults } from "./axe.ts";
import { deviceOf, makePeople } from "./people.ts";

const DESK = { width: 1920, height: 1080 };
const PHONE = { width: 390, height: 844 };
const WALL = { width: 1920, height: 1080 };

let server: RunningServer;
let browser: Browser;
let hostDevice: BrowserContext;
let host: Page;
let phone: Page;
let wall: Page;
let code = "";
let id = "";

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "zhuchi", name: "主持人", roles: ["dispatch_office"] },
    { login: "jieban", name: "接班人", roles: ["dispatch_office"] },
  ]);
  await server.post(newJobs());
  hostDevice = await deviceOf(browser, { origin: server.origin, login: "zhuchi", size: DESK });
  host = await hostDevice.newPage();
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const BELOW_THE_EDGE =
  'document.querySelector(".agenda-add").getBoundingClientRect().bottom > innerHeight';
const guest = async (size: { width: number; height: number }, path: string): Promise<Page> => {
  const device = await browser.newContext({ viewport: size, locale: "zh-CN" });
  const page = await device.newPage();
  await page.goto(server.origin + path);
  return page;
};

it("is planned in a minute, with an agenda made from the board and a code to read aloud", async () => {
  await host.goto(`${server.origin}/meeting`);
  await host.getByRole("link", { name: "会议…" }).click();
  await button(host, "建立会议").click();
  await button(host, "冻结数据并开会").waitFor();
  code = await host.locator(".big-code").innerText();
  expect(code).toMatch(/^[A-Z]{6}$/u);
  id = new URL(host.url()).searchParams.get("m") ?? "";
  const points = host.locator(".agenda-editor li");
  expect(await points.count()).toBeGreaterThan(1);
  const first = await points.first().locator(".editor-title").innerText();
  await points.first().getByRole("button", { name: /^下移/u }).click();
  await expect.poll(() => points.nth(1).locator(".editor-title").innerText()).toBe(first);
  await points.nth(1).getByRole("button", { name: /^下移/u }).press("Alt+ArrowUp");
  await expect.poll(() => points.first().locator(".editor-title").innerText()).toBe(first);
  // However long the agenda is, a point can be added without looking for the way to.
  expect(await host.evaluate(BELOW_THE_EDGE)).toBe(false);
  await button(host, "添加").click();
  await host.getByRole("alert").getByText("请填写内容").waitFor();
  expect(await host.evaluate("document.activeElement.tagName")).toBe("INPUT");
  await host.getByLabel("内容").fill("其他事项");
  expect(await host.getByRole("alert").count()).toBe(0);
  await button(host, "添加").click();
  await expect.poll(() => points.last().innerText()).toContain("其他事项");
  expect(await axeFaults(host)).toEqual([]);
});

it("is joined from a phone by its code, and by a wall, and all turn with the host", async () => {
  phone = await guest(PHONE, "/m");
  await phone.getByRole("link", { name: "加入会议" }).click();
  await phone.getByLabel("会议码").fill(code.toLowerCase());
  await button(phone, "加入").click();
  await phone.getByText("会议尚未开始").waitFor();
  await phone.getByLabel("姓名").fill("李四");
  await phone.getByLabel("单位或职务").fill("商务局");
  await phone.getByRole("button", { name: "签到", exact: true }).click();
  await phone.getByText("已签到 · 李四").waitFor();
  wall = await guest(WALL, `/wall?meeting=${code}`);
  await expect.poll(() => host.locator(".attendance").innerText()).toContain("李四");
  expect(await axeFaults(phone)).toEqual([]);

  await button(host, "冻结数据并开会").click();
  await host.getByText(/冻结于 第 101 期/u).waitFor();
  await wall.locator(".wall-meeting").waitFor();
  const title = await heading(host).innerText();
  await expect.poll(() => heading(phone).innerText()).toBe(title);
  await button(host, "下一项").click();
  await expect.poll(() => heading(host).innerText()).not.toBe(title);
  const second = await heading(host).innerText();
  await expect.poll(() => heading(phone).innerText()).toBe(second);
  const point = await host.locator(".agenda [aria-current] .agenda-name").innerText();
  await expect.poll(() => wall.locator(".wall-point").innerText()).toBe(point);
  for (const page of [host, phone, wall]) expect(await axeFaults(page)).toEqual([]);
});

it("stands still while a figure changes, and says what has come in since", async () => {
  await host.getByRole("navigation", { name: "议程" }).getByText("全部指标").click();
  await phone.getByText("全部指标").first().waitFor();
  const before = await host.locator(".whole-board").innerText();
  await server.post(correctedJobs("566"));
  for (const page of [host, phone]) await page.getByText("冻结后有 1 项更新").waitFor();
  expect(await host.locator(".whole-board").innerText()).toBe(before);
  await button(host, /冻结后有 1 项更新/u).click();
  const panel = host.getByRole("complementary", { name: "冻结后的更新" });
  expect(await panel.innerText()).toMatch(/城镇新增就业[\s\S]*566/u);
  await host.keyboard.press("Escape");
});

it("lets a follower look around and come back, while the host goes on", async () => {
  await phone.getByRole("navigation", { name: "议程" }).getByText("其他事项").click();
  await phone.getByText("自由浏览").waitFor();
  await host.getByRole("navigation", { name: "议程" }).getByRole("button").first().click();
  const title = await heading(host).innerText();
  await expect.poll(() => heading(phone).innerText()).toBe("其他事项");
  await button(phone, "回到主持人页面").click();
  await expect.poll(() => heading(phone).innerText()).toBe(title);
});

it("makes an item of a decision that is typed once, keeping what is typed over a turned page", async () => {
  await host.getByLabel("决定内容").fill("加快税源清查");
  await button(host, "下一项").click();
  await host.getByLabel("责任单位").selectOption({ index: 1 });
  await host.getByLabel("责任人").fill("张三");
  await host.getByLabel("时限").fill("2020-08-15");
  await button(host, "形成决定").click();
  await host.getByText("已列入事项").waitFor();
  await phone.getByText("加快税源清查").first().waitFor();
  const answer = await hostDevice.request.get(`${server.origin}/api/v1/meetings/${id}`);
  const meeting = (await answer.json()) as MeetingSnapshot;
  expect(meeting.decisions).toMatchObject([{ words: "加快税源清查", item: { state: "assigned" } }]);
});

it("survives the host's reload, and says to the host that nothing arrives over a broken line", async () => {
  const title = await heading(host).innerText();
  await host.reload();
  await expect.poll(() => heading(host).innerText()).toBe(title);
  await hostDevice.setOffline(true);
  await button(host, "上一项").click();
  await host.getByText("没有送达").waitFor();
  expect(await heading(phone).innerText()).toBe(title);
  await hostDevice.setOffline(false);
  await expect.poll(() => heading(phone).innerText()).toBe(title);
  await button(host, "关闭").click();
});

it("takes every wall along while the host lets it, without a code", async () => {
  const other = await guest(WALL, "/wall");
  await other.locator(".wall-head").waitFor();
  await button(host, "大屏跟随：关").click();
  await other.locator(".wall-meeting").waitFor();
  await button(host, "大屏跟随：开").click();
  await other.locator(".wall-head").waitFor();
  expect(await other.locator(".wall-meeting").count()).toBe(0);
  await other.context().close();
});

it("is handed over by name, and taken over once the new host has been gone for a minute", async () => {
  const device = await deviceOf(browser, { origin: server.origin, login: "jieban", size: DESK });
  const next = await device.newPage();
  await next.goto(`${server.origin}/meeting?m=${id}`);
  await next.getByText(/冻结于 第 101 期/u).waitFor();
  await button(host, "移交主持").click();
  await host.getByLabel("移交给").selectOption({ label: "接班人" });
  await host.getByRole("button", { name: "移交", exact: true }).click();
  await button(next, "结束会议").waitFor();
  await button(host, "移交主持").waitFor({ state: "detached" });
  await device.close();
  await button(host, "接管主持").click({ timeout: 100_000 });
  await button(host, "移交主持").waitFor();
});

it("ends as minutes, while the wall goes back to its scenes", async () => {
  await button(host, "结束会议").click();
  await button(host, "确定结束会议").click();
  await host.getByRole("heading", { name: /会议纪要/u }).waitFor();
  for (const words of ["李四（商务局）", "加快税源清查", "张三"]) {
    expect(await host.locator("main").innerText()).toContain(words);
  }
  await host.getByLabel("纪要").fill("会议听取了汇报。");
  await button(host, "保存").click();
  await host.getByText("已保存").waitFor();
  await wall.locator(".wall-head").waitFor();
  await phone.getByText("会议已结束").waitFor();
  expect(await axeFaults(host)).toEqual([]);
});
