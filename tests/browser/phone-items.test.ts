import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import { assertUsable } from "./office-steps.ts";
import { leave, linkFailures, PHONE, type WatchedPage } from "./pages.ts";
import { makePeople, openAs } from "./people.ts";

const NARROW = { width: 360, height: 640 };
const PDF = { mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7") };

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "wang", name: "王芳", roles: ["reporter"], units: ["commerce"] },
    { login: "he", name: "何山", roles: ["leader"] },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const hold = (login: string, path: string, size = PHONE): Promise<WatchedPage> =>
  openAs(browser, { origin: server.origin, login, path, size });

/** The first tap opens what a step must say, the second sends it. */
async function step(
  page: Page,
  name: string,
  o: { label: string; words: string; file?: string },
): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  const form = page.getByRole("form", { name });
  await form.getByLabel(o.label).fill(o.words);
  if (o.file !== undefined) {
    await form.locator("input[type=file]").setInputFiles({ name: o.file, ...PDF });
    await form.getByText(o.file, { exact: true }).waitFor();
  }
  await form.getByRole("button", { name: `确认${name}` }).click();
  await page.getByRole("status").getByText(`已${name}`).waitFor();
}

it("a leader gives out a red light with one tap, and only a second person's second tap closes it", async () => {
  const leader = await hold("he", "/m/i/retail/100000");
  const clerk = await hold("wang", "/m/mine", NARROW);
  await clerk.page.getByRole("heading", { level: 1, name: /待办|待答复/u }).waitFor();

  await leader.page.getByRole("button", { name: /^交办 .+前办结$/u }).click();
  await leader.page.getByRole("status").getByText("已交办").waitFor();
  await leader.page.getByText("未销号的事项").waitFor();
  await assertUsable(leader);
  await leader.page.getByRole("link", { name: "查看" }).click();
  await leader.page.getByRole("heading", { level: 1, name: /社零总额/u }).waitFor();

  // The clerk's list fills without anybody pressing anything.
  await clerk.page.getByRole("link", { name: /^全国社零总额.*已交办/u }).click();
  await step(clerk.page, "反馈进展", {
    label: "进展情况",
    words: "已走访 12 家商场",
    file: "走访.pdf",
  });
  await clerk.page.locator(".mine-history").getByText("已走访 12 家商场").waitFor();
  await assertUsable(clerk);

  // Without evidence nothing is sent, and what was typed stays where the page is left.
  await clerk.page.getByRole("button", { name: "申请销号", exact: true }).click();
  await clerk.page.getByLabel("办理结果").fill("促销已落实");
  await clerk.page.getByRole("button", { name: "确认申请销号" }).click();
  await clerk.page.getByRole("alert").getByText("申请销号须附佐证材料").waitFor();
  await assertUsable(clerk);
  await clerk.page.reload();
  await clerk.page.getByRole("button", { name: "申请销号", exact: true }).click();
  expect(await clerk.page.getByLabel("办理结果").inputValue()).toBe("促销已落实");
  await clerk.page.getByRole("button", { name: "取消" }).click();
  await step(clerk.page, "申请销号", {
    label: "办理结果",
    words: "促销已落实",
    file: "促销方案.pdf",
  });
  expect(await clerk.page.getByRole("button", { name: "核实销号" }).count()).toBe(0);

  await leader.page.getByRole("link", { name: "促销方案.pdf" }).first().waitFor();
  await step(leader.page, "退回销号申请", { label: "退回原因", words: "缺少销售数据" });
  await clerk.page.locator(".mine-history").getByText("缺少销售数据").waitFor();
  await step(clerk.page, "申请销号", {
    label: "办理结果",
    words: "销售数据已补",
    file: "销售数据.pdf",
  });
  await leader.page.getByRole("link", { name: "返回" }).click();
  await leader.page.getByRole("heading", { name: "待我核实" }).waitFor();
  await assertUsable(leader);
  await leader.page.getByRole("link", { name: /社零总额/u }).click();
  await leader.page.getByText("销售数据已补").first().waitFor();
  await step(leader.page, "核实销号", { label: "核实意见", words: "属实" });
  await leader.page.getByText("已销号", { exact: true }).first().waitFor();
  await clerk.page.getByText("已销号", { exact: true }).first().waitFor();
  await leave(leader, clerk);
});

it("nobody signed in is led to sign in and back, and reads the items of a light all the same", async () => {
  const context = await browser.newContext({ viewport: NARROW, locale: "zh-CN" });
  const page = await context.newPage();
  await page.goto(`${server.origin}/m`);
  await page.getByText(/第 \d+ 期 · 已报 \d+\/\d+ · 事项 \d+ 项/u).waitFor();
  await page.getByRole("link", { name: "我的" }).click();
  const link = page.getByRole("link", { name: "去登录" });
  expect(await link.getAttribute("href")).toBe("/sign-in?next=%2Fm%2Fmine");
  await assertUsable({ page });
  await context.close();
});

it("without a network a phone shows what it kept, and keeps what is typed until it can be sent", async () => {
  const leader = await hold("he", "/m/i/fai/100000");
  await leader.page.getByRole("button", { name: /^交办 /u }).click();
  await leader.page.getByRole("link", { name: "查看" }).click();
  await leader.page.getByRole("button", { name: "撤销事项" }).click();
  await leader.context.setOffline(true);
  await leader.page.getByLabel("撤销原因").fill("交办有误");
  await leader.page.getByRole("button", { name: "确认撤销事项" }).click();
  await leader.page.getByRole("alert").getByText("没有网络，未提交").waitFor();
  await leader.page.getByText("显示的是上次保存的内容").waitFor();
  await leader.page.getByRole("heading", { level: 1, name: /固定资产投资/u }).waitFor();
  await leader.context.setOffline(false);
  await leader.page.getByRole("button", { name: "确认撤销事项" }).click();
  await leader.page.getByRole("status").getByText("已撤销事项").waitFor();
  leader.watch.assertClean([/net::ERR_INTERNET_DISCONNECTED/u, ...linkFailures(server.origin)]);
  await leader.context.close();
});
