import { readFile } from "node:fs/promises";
import { sampleCity } from "../../apps/server/src/catalogue/sample-city.ts";
import { editedTemplate } from "../../packages/documents/test/filled-template.ts";
import { businessDate, dueFigure, type DueFigure, TWO_DAY_CALENDAR } from "@diaodu/domain";
import { launchChromium, watchPage, type PageWatch } from "@diaodu/tooling/browser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startInstallation, type Installation } from "./installation.ts";
import { DESK, expectConfirmedAt, expectShown, openPage, PHONE, type Size } from "./pages.ts";
import type { WatchedPage } from "./pages.ts";
import { deviceOf, makePeople } from "./people.ts";
import { CONFIRMED_VERSION } from "./screen.ts";

const CITY = "371400";
/** 万人: the clerk writes 人 first. */
const MISTYPED = "41200";
const RIGHT = "4.12";
const REVENUE = "201.56";
const OUTPUT_GROWTH = "7.3";
const REASON = "计量单位有误";

let city: Installation;
let browser: Browser;

interface Desk {
  readonly page: Page;
  readonly watch: PageWatch;
  readonly context: BrowserContext;
  /** What the server said over the page's sockets, message by message. */
  readonly heard: string[];
}
const desks: Desk[] = [];
let office: Desk;
let labour: Desk;
let finance: Desk;
let reviewer: Desk;
let wall: WatchedPage;
let phone: WatchedPage;

beforeAll(async () => {
  [city, browser] = await Promise.all([startInstallation(), launchChromium()]);
  await makePeople(city.databaseUrl, [
    { login: "zhou", name: "周宁", roles: ["dispatch_office"] },
    { login: "xu", name: "许静", roles: ["security_admin"] },
    { login: "chen", name: "陈晨", roles: ["reporter"], units: ["labour"] },
    { login: "wang", name: "王芳", roles: ["reporter"], units: ["finance"] },
    { login: "li", name: "李强", roles: ["reviewer"] },
    { login: "gao", name: "高远", roles: ["leader"] },
  ]);
});

afterAll(async () => {
  await browser?.close();
  await city?.stop();
});

async function sit(login: string, path: string, size: Size = DESK): Promise<Desk> {
  const context = await deviceOf(browser, { origin: city.origin, login, size });
  const page = await context.newPage();
  const watch = watchPage(page, city.origin);
  const heard: string[] = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => heard.push(payload.toString()));
  });
  await page.goto(city.origin + path);
  const desk = { page, watch, context, heard };
  desks.push(desk);
  return desk;
}

/** What a unit is asked for of this indicator today, as the product's own rule says. */
function asked(indicator: string): DueFigure {
  const { indicators } = sampleCity(new Date().getFullYear());
  const found = indicators.find(({ code }) => code === indicator);
  if (found === undefined) throw new Error(`the sample city has no ${indicator}`);
  const due = dueFigure(found, "official", null, businessDate(Date.now()), TWO_DAY_CALENDAR);
  if (due === null) throw new Error(`${indicator} is not due`);
  return due;
}

/** The status code of a read with this person's session. */
async function statusOf({ context }: Desk, path: string): Promise<number> {
  return (await context.request.get(`${city.origin}/api/v1${path}`)).status();
}

async function bodyOf({ context }: Desk, path: string): Promise<string> {
  return (await context.request.get(`${city.origin}/api/v1${path}`)).text();
}

const queueRow = (name: string) => reviewer.page.locator("tr", { hasText: name });

/** The steps of a figure's way as they stand on a page, newest first. */
async function stepsOn(page: Page): Promise<string[]> {
  await page.locator(".origin-steps li").first().waitFor();
  return page.locator(".origin-steps li").allInnerTexts();
}

it("nobody sees the board of a closed installation before a display is let in by its code", async () => {
  office = await sit("zhou", "/office/screens");
  wall = await openPage(browser, { origin: city.origin, path: "/wall?hold", size: DESK });
  const code = wall.page.locator(".pairing-code");
  const read = async () => (await code.innerText()).replaceAll(/\s/gu, "");
  await code.locator("span").nth(5).waitFor();
  await office.page.getByRole("button", { name: "配对", exact: true }).click();
  await office.page.getByLabel("配对代码").fill(await read());
  await office.page.getByRole("textbox", { name: "名称" }).fill("三楼指挥中心");
  await office.page.keyboard.press("Enter");
  await office.page.getByText("三楼指挥中心 已配对，几秒后显示看板").waitFor();
  // The display opens the board by itself.
  await wall.page.locator(".row").first().waitFor();
  await expectShown("未报", [wall]);
  wall.watch.assertClean();

  const visitor = await openPage(browser, { origin: city.origin, path: "/m", size: PHONE });
  expect(visitor.page.url()).toContain("/sign-in");
  await visitor.context.close();
  const { context, page, watch } = await sit("zhou", "/m", PHONE);
  phone = { name: "phone", page, watch, context };
  await expectShown("城镇新增就业", [phone]);
});

it("the dispatch office sees what every unit is asked for, and that nothing has come", async () => {
  await office.page.getByRole("menuitem", { name: "调度期" }).click();
  for (const unit of ["统计局", "财政局", "商务局", "人力资源社会保障局"]) {
    const row = office.page.locator("tr", { hasText: unit }).first();
    await expect.poll(() => row.innerText(), { timeout: 15_000 }).toMatch(/0\s*\/\s*[1-9]/u);
  }
});

it("one unit reports by the form", async () => {
  labour = await sit("chen", "/office");
  await labour.page.getByLabel(/城镇新增就业.*月 数值/u).fill(MISTYPED);
  await labour.page.keyboard.press("Control+Enter");
  await labour.page.getByRole("button", { name: "确认报送" }).click();
  await labour.page.getByText("已报送 1 项").waitFor();
  await labour.page.getByText("待审核", { exact: true }).waitFor();
  expect(await labour.page.getByText("待审核", { exact: true }).count()).toBe(1);
});

it("one reports by its template, whose faulty cell is named before anything is handed in", async () => {
  finance = await sit("wang", "/office/import");
  const [download] = await Promise.all([
    finance.page.waitForEvent("download"),
    finance.page.getByRole("link", { name: "下载模板" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^市财政局.*填报表-\d{4}-R\d{3}\.xlsx$/u);
  const template = await readFile(await download.path());
  const fill = (value: string) =>
    editedTemplate(template, (sheet) => {
      sheet.eachRow((row) => {
        const key = row.getCell(1).text;
        if (/^budget_revenue\|.*\|official\|level$/u.test(key)) row.getCell(8).value = value;
        if (/^budget_revenue\|.*\|official\|yoy_nominal$/u.test(key)) row.getCell(8).value = 4.2;
      });
    });
  const give = async (value: string) =>
    finance.page.locator('input[type="file"]').setInputFiles({
      name: "财政收入.xlsx",
      mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      buffer: await fill(value),
    });

  await give("二百亿");
  await finance.page.getByText("有 1 处错误，请在文件中改正后重新上传").waitFor();
  const cell = finance.page.locator(".cells tr", { hasText: "二百亿" });
  expect(await cell.innerText()).toMatch(/H\d/u);
  expect(await finance.page.getByRole("button", { name: /^导入/u }).count()).toBe(0);

  await finance.page.getByRole("button", { name: "换一个文件" }).click();
  await give(`${REVENUE}亿元`);
  await finance.page.getByText("核对完毕，将报送 2 项").waitFor();
  await finance.page.locator(".cells tr", { hasText: REVENUE }).waitFor();
  await finance.page.getByRole("button", { name: "导入 2 项" }).click();
  await finance.page.getByText("已报送 2 项，等待审核").waitFor();
});

it("one reports by the key that the security administrator made for it", async () => {
  const administrator = await sit("xu", "/office/keys");
  const { page } = administrator;
  await page.getByRole("button", { name: "新建密钥" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill("统计联网直报");
  await dialog.getByLabel("所属单位").click();
  await page.keyboard.type("市统计局");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: /^建\s*立$/u }).click();
  await page.getByText("已建立密钥：统计联网直报").waitFor();
  const secret = await page.locator(".shown-once input").inputValue();
  const answer = await fetch(`${city.origin}/api/v1/observations`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
    body: JSON.stringify({
      observations: [
        {
          indicator: "iva",
          region: CITY,
          period: asked("iva").period,
          basis: "official",
          measure: "yoy_real",
          value: OUTPUT_GROWTH,
          status: "flash",
          asOf: businessDate(Date.now()),
          source: "市统计局",
          simulated: true,
          reason: null,
        },
      ],
    }),
  });
  expect(answer.status, await answer.clone().text()).toBe(202);
});

it("the reviewer returns one with a reason, and its unit corrects it", async () => {
  reviewer = await sit("li", "/office/review");
  const row = queueRow("城镇新增就业");
  await row.getByText("41 200").waitFor();
  await queueRow("工业增加值").getByText("接口密钥 统计联网直报").waitFor();
  await queueRow("一般公共预算收入")
    .getByText(/文件 财政收入.xlsx · 填报 H\d/u)
    .first()
    .waitFor();
  await row.getByRole("checkbox").check();
  await reviewer.page.getByRole("button", { name: "退回 1 项" }).click();
  await reviewer.page.getByRole("button", { name: REASON }).click();
  await reviewer.page.getByRole("button", { name: "退回", exact: true }).click();
  await reviewer.page.getByText("已退回 1 项").waitFor();
  await office.page.locator("tr", { hasText: "人力资源社会保障局" }).getByText("0 / 2").waitFor();

  await labour.page.getByText(`李强 退回：${REASON}`).waitFor();
  await labour.page.getByLabel(/城镇新增就业.*月 数值/u).fill(RIGHT);
  await labour.page.keyboard.press("Control+Enter");
  await labour.page.getByRole("button", { name: "确认报送" }).click();
  await row.getByText(RIGHT).waitFor();
  expect(await row.innerText()).not.toMatch(/41\s200/u);
});

it("a reporter sees and hears of no other unit's figures", async () => {
  const foreign = /labour|commerce|statistics|新增就业|人社|4\.12/u;
  expect(finance.heard.join("\n")).toContain('"unit":"finance"');
  expect(finance.heard.join("\n")).not.toMatch(foreign);
  expect(labour.heard.join("\n")).not.toMatch(/finance|statistics/u);
  for (const path of ["/reports/queue", "/reports/sheets"]) {
    const body = await bodyOf(finance, path);
    expect(body).toContain("市财政局");
    expect(body).not.toMatch(foreign);
  }
  const { entries } = JSON.parse(await bodyOf(labour, "/reports/queue")) as {
    entries: { id: string }[];
  };
  for (const address of ["sheet", "template.xlsx", "export.xlsx"]) {
    expect(await statusOf(finance, `/reports/${address}?unit=labour`)).toBe(403);
  }
  // Of somebody else's figure one learns no more than of none.
  for (const { id } of entries) expect(await statusOf(finance, `/reports/${id}/events`)).toBe(404);
  expect(JSON.parse(await bodyOf(finance, "/reports/queue?unit=labour"))).toMatchObject({
    entries: [],
  });
  const { period } = asked("new_jobs");
  const place = new URLSearchParams({ indicator: "new_jobs", region: CITY, period });
  expect(JSON.parse(await bodyOf(finance, `/origin?${place}`))).toEqual({ chains: [] });

  const page = (await sit("wang", "/office/report?unit=labour")).page;
  await page
    .getByLabel(/一般公共预算收入/u)
    .first()
    .waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(foreign);
  await page.getByRole("menuitem", { name: "调度期" }).click();
  await page.locator("tr", { hasText: "市财政局" }).waitFor();
  expect(await page.locator("body").innerText()).not.toMatch(foreign);
  expect(await page.getByRole("menuitem", { name: "审核" }).count()).toBe(0);
});

it("what the reviewer publishes stands on the open wall and phone at one version", async () => {
  await reviewer.page.locator("thead").getByRole("checkbox").check();
  await reviewer.page.getByRole("button", { name: "发布 4 项" }).click();
  const told = reviewer.page.getByText(/已发布 4 项，数据版本 \d+/u);
  await told.waitFor();
  const seq = Number(/版本 (\d+)/u.exec(await told.innerText())?.[1]);
  await expectConfirmedAt(seq, [wall, phone]);
  for (const value of [`${RIGHT}万人`, `${REVENUE}亿元`]) await expectShown(value, [wall, phone]);
  await expectShown(OUTPUT_GROWTH, [wall, phone]);
  await labour.page.getByText("1 项已审核发布").waitFor();
  await office.page.locator("tr", { hasText: "市财政局" }).getByText("2 / 3").waitFor();
  await office.page.getByRole("button", { name: "市财政局" }).click();
  const sent = office.page.locator(".unit-entries li", { hasText: REVENUE });
  await sent.getByText("已发布").waitFor();
  await sent.getByRole("button", { name: "退回" }).waitFor();
});

it("the way of each figure is told in full, on the phone and in the office", async () => {
  const told = {
    new_jobs: [
      /审核发布[^]*李强/u,
      /报送[^]*4\.12[^]*陈晨[^]*在线填报/u,
      /退回[^]*李强[^]*计量单位有误/u,
      /报送[^]*41\s200[^]*陈晨/u,
    ],
    budget_revenue: [/审核发布[^]*李强/u, /报送[^]*王芳[^]*文件 财政收入\.xlsx · 填报 H\d/u],
    iva: [/审核发布[^]*李强/u, /报送[^]*接口密钥 统计联网直报/u],
  };
  for (const [indicator, expected] of Object.entries(told)) {
    await phone.page.goto(`${city.origin}/m/i/${indicator}/${CITY}`);
    await phone.page.getByText("查看报送与审核经过").click();
    const steps = await stepsOn(phone.page);
    for (const [at, words] of expected.entries()) expect(steps[at]).toMatch(words);
  }
  await reviewer.page.getByText("已发布", { exact: true }).click();
  await queueRow("城镇新增就业").getByRole("button", { name: "经过" }).click();
  const steps = await stepsOn(reviewer.page);
  expect(steps).toHaveLength(told.new_jobs.length);
  for (const [at, words] of told.new_jobs.entries()) expect(steps[at]).toMatch(words);
});

it("a leader is told how a figure came to the board, but not what was returned on the way", async () => {
  const { page } = await sit("gao", `/m/i/new_jobs/${CITY}`, PHONE);
  // Drawn by the server, it is read before its buttons answer.
  await expect.poll(() => page.evaluate(CONFIRMED_VERSION), { timeout: 20_000 }).not.toBeNull();
  await page.getByText("查看报送与审核经过").click();
  const steps = await stepsOn(page);
  expect(steps).toHaveLength(2);
  expect(steps.join()).not.toContain("退回");
  for (const { watch } of [...desks, wall]) watch.assertClean();
});
