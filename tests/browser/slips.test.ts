import type { Me, SlipAnswerOnWire } from "@diaodu/contracts";
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
    { login: "xu", name: "徐明", roles: ["system_admin"] },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const sit = (login: string, path: string, size: Size = DESK): Promise<WatchedPage> =>
  openAs(browser, { origin: server.origin, login, path, size });

it("a unit reads a notice in its inbox and answers, the office sends it back and settles the next answer", async () => {
  const office = await sit("zhou", "/office/slips");
  const clerk = await sit("wang", "/office/report", PHONE);
  const stranger = await sit("sun", "/office/slips");
  const theirs = stranger.page.getByRole("link", { name: /社零总额进展缓慢/u });
  await stranger.page.getByRole("heading", { name: "督办" }).waitFor();

  await office.page.getByRole("button", { name: "人工签发" }).click();
  const dialog = office.page.getByRole("dialog", { name: "签发督办单据" });
  await dialog.getByText("单位", { exact: true }).first().click();
  await dialog.getByLabel("责任单位").click();
  await office.page.locator(".ant-select-dropdown:visible").getByText(/消费/u).first().click();
  await dialog.getByLabel("标题").fill("社零总额进展缓慢");
  await dialog.getByRole("textbox", { name: "事由" }).fill("连续多期未见好转");
  await assertUsable(office);
  await dialog.locator(".ant-modal-footer").getByRole("button", { name: "签发" }).click();
  await dialog.waitFor({ state: "hidden" });
  await office.page.getByRole("link", { name: /社零总额进展缓慢/u }).click();
  await office.page.getByText("单位尚未阅知").waitFor();

  // The bell rings on the clerk's phone without anybody pressing anything.
  await clerk.page.getByRole("button", { name: /收件箱，\d+ 条未读/u }).click();
  const message = clerk.page.locator(".inbox li", { hasText: "社零总额进展缓慢" });
  await message.getByRole("button", { name: "查看" }).click();
  await clerk.page.getByRole("heading", { name: "提示单" }).waitFor();
  await office.page.getByText(/王芳 已阅/u).waitFor();
  await assertUsable(clerk);
  await clerk.page.getByLabel("答复内容").fill("已组织促销");
  await clerk.page.getByRole("button", { name: "提交答复" }).click();

  await office.page.locator(".slip-history").getByText("已组织促销").waitFor();
  await assertUsable(office);
  await say(office.page, "退回重新答复", "原因", "缺少完成时间");
  await clerk.page.locator(".slip-history").getByText("缺少完成时间").waitFor();
  await clerk.page.getByLabel("答复内容").fill("八月底前完成");
  await clerk.page.getByRole("button", { name: "提交答复" }).click();
  await office.page.locator(".slip-history").getByText("八月底前完成").waitFor();
  await say(office.page, "办结", "意见（可不填）", "同意");
  await clerk.page.locator(".slip-aside").getByText("已办结").first().waitFor();

  expect(await theirs.count()).toBe(0);
  const address = new URL(office.page.url()).pathname;
  await stranger.page.goto(server.origin + address);
  await stranger.page.getByText("单据不存在，或不再与您有关").waitFor();
  await leave(office, clerk);
  await stranger.context.close();
});

it("an answer that is handed in while the page still marks the slip as read is kept", async () => {
  const office = await sit("zhou", "/office/slips");
  const { csrfToken } = (await (
    await office.context.request.get(`${server.origin}/api/v1/me`)
  ).json()) as Me;
  const issued = await office.context.request.post(`${server.origin}/api/v1/slips`, {
    headers: { origin: server.origin, "x-csrf-token": csrfToken ?? "" },
    data: {
      about: { kind: "unit", unit: "commerce" },
      rung: "notice",
      title: "限额以上企业名单未报",
      words: "已催报两次",
    },
  });
  expect(issued.status(), await issued.text()).toBe(201);
  const { slip } = (await issued.json()) as SlipAnswerOnWire;
  const clerk = await sit("wang", "/office/report");
  // The server takes the reading; word of it reaches the page after the answer was handed in.
  let handIn = (): void => undefined;
  const handedIn = new Promise<void>((resolve) => (handIn = resolve));
  await clerk.page.route("**/steps", async (route) => {
    const { event } = route.request().postDataJSON() as { event: string };
    if (event === "answer") handIn();
    const answer = await route.fetch();
    if (event === "read") await handedIn;
    await route.fulfill({ response: answer });
  });
  let known = "";
  await clerk.page.route(`**/api/v1/slips/${slip.id}`, async (route) => {
    // As a page that has not been told yet: what it read at first is what it goes by.
    if (known === "") known = await (await route.fetch()).text();
    await route.fulfill({ body: known, contentType: "application/json" });
  });
  await clerk.page.goto(`${server.origin}/office/slips/${slip.id}`);
  await clerk.page.getByLabel("答复内容").fill("名单今日补报");
  await clerk.page.getByRole("button", { name: "提交答复" }).click();
  await handedIn;
  await office.page.goto(`${server.origin}/office/slips/${slip.id}`);
  await office.page.locator(".slip-history").getByText("名单今日补报").waitFor();
  await leave(office, clerk);
});

it("what is typed into the settings stays when a colleague saves first", async () => {
  const path = "/office/dispatch-settings?tab=wording";
  const [typing, faster] = [await sit("zhou", path), await sit("zhou", path)];
  await typing.page.getByLabel("主送").fill("各县（市、区）人民政府");
  await faster.page.getByLabel("落款").fill("市调度办（模拟）");
  await faster.page.getByLabel("修改原因").fill("改落款");
  await faster.page.getByRole("button", { name: "保存", exact: true }).click();
  await faster.page.getByText(/第 1 版，周宁/u).waitFor();
  await typing.page.getByText(/周宁 .* 保存了新版本/u).waitFor();
  expect(await typing.page.getByLabel("主送").inputValue()).toBe("各县（市、区）人民政府");
  await assertUsable(typing);
  await typing.page.getByRole("button", { name: "放弃填写，读取新版本" }).click();
  expect(await typing.page.getByLabel("落款").inputValue()).toBe("市调度办（模拟）");
  // Whoever saved goes on from what they saved.
  expect(await faster.page.getByText(/保存了新版本/u).count()).toBe(0);

  const sentence = await sit("zhou", "/office/bulletins/templates");
  await sentence.page.getByLabel("本单位句式").fill("{name}进展见附件。");
  const readAgain = sentence.page.waitForResponse((one) => one.url().endsWith("/api/v1/settings"));
  await typing.page.getByLabel("修改原因").fill("再改");
  await typing.page.getByRole("button", { name: "保存", exact: true }).click();
  await typing.page.getByText(/第 2 版，周宁/u).waitFor();
  await readAgain;
  expect(await sentence.page.getByLabel("本单位句式").inputValue()).toBe("{name}进展见附件。");
  await leave(typing, faster, sentence);
});

it("the office sees the rounds that a calendar makes, and the settings are usable on desk and phone", async () => {
  const office = await sit("zhou", "/office/dispatch-settings");
  await office.page.getByText("接下来的调度期").waitFor();
  await office.page.getByRole("button", { name: "新增一段安排" }).click();
  const spell = office.page.getByRole("group", { name: "第 2 段" });
  await spell.getByLabel("起始日").fill("2021-01-01");
  await spell.getByLabel("每期").fill("5");
  await assertUsable(office);
  await office.page.getByLabel("修改原因").fill("明年改为五天一调度");
  await office.page.getByRole("button", { name: "保存", exact: true }).click();
  await office.page.getByText(/第 1 版，周宁/u).waitFor();

  for (const tab of ["督办规则", "消息渠道", "公文用语"]) {
    await office.page.getByRole("tab", { name: tab }).click();
    await office.page.getByRole("tabpanel", { name: tab }).waitFor();
    await assertUsable(office);
  }
  const admin = await sit("xu", "/office/dispatch-settings?tab=channels", PHONE);
  await admin.page.getByRole("button", { name: "新增渠道" }).click();
  const dialog = admin.page.getByRole("dialog", { name: "新增渠道" });
  await dialog.getByLabel("名称").fill("调度群");
  await dialog.getByLabel("渠道代码").fill("wecom");
  await dialog.getByLabel("机器人地址").fill("http://127.0.0.1:9/send?key=SECRET");
  await assertUsable(admin);
  await dialog.locator(".ant-modal-footer").getByRole("button", { name: "确定" }).click();
  await admin.page.getByLabel("修改原因").fill("接入企业微信");
  await admin.page.getByRole("button", { name: "保存", exact: true }).click();
  await admin.page.getByText(/第 1 版，徐明/u).waitFor();
  expect(await admin.page.content()).not.toContain("SECRET");
  await admin.page.getByRole("button", { name: "发送测试" }).click();
  const test = admin.page.getByRole("dialog", { name: "测试「调度群」" });
  await test.getByRole("button", { name: "发送测试" }).click();
  await test.getByRole("status").waitFor();
  await assertUsable(admin);
  await leave(office, admin);
});
