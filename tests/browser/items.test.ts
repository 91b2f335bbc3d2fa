import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import { assertUsable, say } from "./office-steps.ts";
import { DESK, leave, PHONE, type Size, type WatchedPage } from "./pages.ts";
import { makePeople, openAs } from "./people.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "wang", name: "王芳", roles: ["reporter"], units: ["commerce"] },
    { login: "sun", name: "孙立", roles: ["reporter"], units: ["ecology"] },
    { login: "zhou", name: "周宁", roles: ["dispatch_office"] },
    { login: "he", name: "何山", roles: ["leader"] },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const sit = (login: string, path: string, size: Size = DESK): Promise<WatchedPage> =>
  openAs(browser, { origin: server.origin, login, path, size });

it("an item is raised out of a light, worked on, refused once and closed by a second person", async () => {
  const office = await sit("zhou", "/office/items?raise=retail:100000");
  const clerk = await sit("wang", "/office/items");
  const stranger = await sit("sun", "/office/items");
  await stranger.page.getByText("没有待办事项").waitFor();
  await clerk.page.getByText("没有待办事项").waitFor();

  await office.page.getByText("已按看板填写").waitFor();
  expect(await office.page.getByLabel("问题", { exact: true }).inputValue()).toContain("社零总额");
  await assertUsable(office);
  await office.page
    .getByRole("dialog", { name: "交办事项" })
    .locator(".ant-modal-footer")
    .getByRole("button", { name: "交办" })
    .click();
  await office.page.getByText(/已交办 消费/u).waitFor();

  // The clerk's list fills without anybody pressing anything.
  await clerk.page.getByRole("button", { name: /社零总额/u }).click();
  await say(clerk.page, "反馈进展", "进展情况", "已走访 12 家商场");
  await clerk.page.locator(".item-history").getByText("已走访 12 家商场").waitFor();

  await clerk.page.getByRole("button", { name: "申请销号", exact: true }).click();
  const request = clerk.page.getByRole("dialog", { name: "申请销号" });
  await request.getByLabel("办理结果").fill("促销已落实");
  const send = request.locator(".ant-modal-footer").getByRole("button", { name: "申请销号" });
  await send.click();
  await request.getByText("申请销号须附佐证材料").waitFor();
  await request.locator("input[type=file]").setInputFiles({
    name: "促销方案.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7"),
  });
  await request.getByText("促销方案.pdf", { exact: true }).waitFor();
  await send.click();
  await request.waitFor({ state: "hidden" });
  expect(await clerk.page.getByRole("button", { name: "核实销号" }).count()).toBe(0);

  await office.page.getByText("待销号 1").click();
  await office.page.getByRole("button", { name: /社零总额/u }).click();
  const files = office.page.locator(".item").getByRole("link", { name: "促销方案.pdf" });
  await files.first().waitFor();
  await assertUsable(office);
  await say(office.page, "退回销号申请", "退回原因", "缺少销售数据");
  await clerk.page.locator(".item-history").getByText("缺少销售数据").waitFor();

  await clerk.page.getByRole("button", { name: "申请销号", exact: true }).click();
  await request.getByLabel("办理结果").fill("销售数据已补");
  await request.locator("input[type=file]").setInputFiles({
    name: "销售数据.pdf",
    mimeType: "application/pdf",
    buffer: Buffer.from("%PDF-1.7"),
  });
  await request.getByText("销售数据.pdf", { exact: true }).waitFor();
  await send.click();
  await request.waitFor({ state: "hidden" });

  await say(office.page, "核实销号", "核实意见（可不填）", "属实");
  await office.page.locator(".item").getByText("已销号", { exact: true }).waitFor();
  await clerk.page.locator(".item").getByText("已销号", { exact: true }).waitFor();
  expect(await stranger.page.getByText("没有待办事项").count()).toBe(1);
  await leave(office, clerk, stranger);
});

it("a leader answers for an enterprise, and the three lists fit a phone", async () => {
  const office = await sit("zhou", "/office/liaisons");
  const leader = await sit("he", "/office/liaisons", PHONE);
  await leader.page.getByText("没有包联").waitFor();
  await office.page.getByRole("button", { name: "新建包联" }).click();
  const dialog = office.page.getByRole("dialog", { name: "新建包联" });
  await dialog.getByLabel("名称").fill("某某化工");
  await dialog.getByLabel("包联领导").fill("何山");
  for (const [label, option] of [
    ["责任部门", /消费/u],
    ["地区", "全国"],
  ] as const) {
    await dialog.getByLabel(label).click();
    await office.page.locator(".ant-select-dropdown:visible").getByText(option).click();
  }
  await dialog.getByLabel("一企一策").fill("协调用能指标");
  await dialog.getByRole("button", { name: "保存" }).last().click();
  await leader.page.getByRole("heading", { name: /某某化工/u }).waitFor();
  await leader.page.getByRole("button", { name: "记录", exact: true }).click();
  const note = leader.page.getByRole("dialog", { name: "走访记录：某某化工" });
  await note.getByRole("textbox", { name: "记录" }).fill("用能已落实");
  await note.locator(".ant-modal-footer").getByRole("button", { name: "记录" }).click();
  await office.page.getByText("用能已落实").waitFor();
  await assertUsable(leader);
  for (const path of ["/office/items", "/office/items?state=closed"]) {
    await leader.page.goto(server.origin + path);
    for (const list of ["问题清单", "措施清单", "责任清单"]) {
      await leader.page.getByText(list, { exact: true }).click();
      await assertUsable(leader);
    }
  }
  await leave(office, leader);
});
