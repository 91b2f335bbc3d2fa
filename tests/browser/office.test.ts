import { AxeBuilder } from "@axe-core/playwright";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import { DESK, expectShown, leave, openPage, PHONE, type Size, type WatchedPage } from "./pages.ts";
import { makePeople, openAs } from "./people.ts";
import { EXTRA_WIDTH } from "./screen.ts";

/** 1—6月 revenue of the nation is due on 20 July; the clerk mistypes it first. */
const MISTYPED = "86176";
const RIGHT = "96176";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "wang", name: "王芳", roles: ["reporter"], units: ["finance"] },
    { login: "zhao", name: "赵敏", roles: ["reporter"], units: ["finance"] },
    { login: "sun", name: "孙立", roles: ["reporter"], units: ["statistics", "commerce"] },
    { login: "li", name: "李强", roles: ["reviewer"], units: ["finance", "statistics"] },
    { login: "zhou", name: "周宁", roles: ["dispatch_office"] },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const sit = (login: string, path: string, size: Size = DESK): Promise<WatchedPage> =>
  openAs(browser, { origin: server.origin, login, path, size });

/** Presses 报送 and confirms, as a clerk does with the keyboard alone. */
async function handIn({ page }: WatchedPage): Promise<void> {
  await page.keyboard.press("Control+Enter");
  await page.getByRole("button", { name: "确认报送" }).click();
}

it("nobody works in the office without signing in", async () => {
  const visitor = await openPage(browser, {
    origin: server.origin,
    path: "/office/review?a=1",
    size: DESK,
  });
  await visitor.page.waitForURL(/\/sign-in/u);
  expect(new URL(visitor.page.url()).searchParams.get("next")).toBe("/office/review?a=1");
  await visitor.context.close();
});

it("a figure goes from the clerk over the reviewer and back, and then onto wall and phone", async () => {
  const clerk = await sit("wang", "/office");
  const reviewer = await sit("li", "/office/review");
  const wall = await openPage(browser, { origin: server.origin, path: "/wall?hold", size: DESK });
  const phone = await openPage(browser, { origin: server.origin, path: "/m", size: PHONE });

  const input = clerk.page.getByLabel(/一般公共预算收入.*数值/u);
  await input.fill(MISTYPED);
  await handIn(clerk);
  await clerk.page.getByText("已报送 1 项").waitFor();

  const row = reviewer.page.locator("tr", { hasText: "一般公共预算收入" });
  await row.getByText("86 176").waitFor();
  await row.getByRole("checkbox").check();
  await reviewer.page.getByRole("button", { name: "退回 1 项" }).click();
  await reviewer.page.getByLabel("退回原因").fill("与国库数不符");
  await reviewer.page.getByRole("button", { name: "退回", exact: true }).click();
  await reviewer.page.getByText("没有待审核的数据").waitFor();

  await clerk.page.getByText("李强 退回：与国库数不符").waitFor();
  await input.fill(RIGHT);
  await handIn(clerk);
  await row.getByText("96 176").waitFor();
  await row.getByRole("button", { name: "经过" }).click();
  await reviewer.page.locator(".origin-steps li", { hasText: "与国库数不符" }).waitFor();
  await reviewer.page.keyboard.press("Escape");
  await row.getByRole("checkbox").check();
  await reviewer.page.getByRole("button", { name: "发布 1 项" }).click();
  await reviewer.page.getByText(/已发布 1 项，数据版本 \d+/u).waitFor();

  await clerk.page.getByText("1 项已审核发布").waitFor();
  await expectShown("96176", [wall, phone]);
  await leave(clerk, reviewer, wall, phone);
});

it("a figure handed in while the line is cut goes out once, when it is back", async () => {
  const clerk = await sit("sun", "/office/report?unit=statistics");
  const input = clerk.page.locator(".value-input input").first();
  await input.waitFor();
  await clerk.context.setOffline(true);
  await input.fill("456614.4");
  await clerk.page.getByText("草稿保存在本机").waitFor();
  await handIn(clerk);
  await clerk.page.getByText("连接恢复后自动送出").waitFor();
  await clerk.context.setOffline(false);
  await clerk.page.getByText("已报送 1 项").waitFor();
  await clerk.page.reload();
  await clerk.page.getByText("待审核", { exact: true }).waitFor();
  expect(await clerk.page.getByText("待审核", { exact: true }).count()).toBe(1);
  await clerk.page.getByRole("button", { name: "撤回" }).click();
  await clerk.page.getByText("已撤回", { exact: true }).waitFor();
  clerk.watch.assertClean([/ERR_INTERNET_DISCONNECTED/u]);
  await clerk.context.close();
});

it("a draft is shared: a colleague sees it, and both choose where they disagree", async () => {
  const sun = await sit("sun", "/office/report?unit=statistics");
  const mine = sun.page.locator(".value-input input").nth(1);
  await mine.fill("101.5");
  await sun.page.getByText("草稿已保存").waitFor();
  const other = await sit("sun", "/office/report?unit=statistics");
  const theirs = other.page.locator(".value-input input").nth(1);
  expect(await theirs.inputValue()).toBe("101.5");
  await theirs.fill("103");
  await other.page.getByText("草稿已保存").waitFor();

  await mine.fill("102");
  await sun.page.getByText("也修改了这些数据").waitFor();
  await sun.page.getByRole("button", { name: "用孙立填的 103" }).click();
  expect(await mine.inputValue()).toBe("103");
  // The refused save is what told of the other draft.
  sun.watch.assertClean([/^console: Failed to load resource: .* 409 .*reports\/draft/u]);
  other.watch.assertClean();
  await sun.context.close();
  await other.context.close();
});

it("a spreadsheet is applied whole once nothing in it is refused", async () => {
  const clerk = await sit("zhao", "/office/import");
  const upload = async (name: string, value: string) => {
    const rows = [
      "指标,地区,时期,口径,项目,数值",
      `一般公共预算收入,全国,2020年1—6月,统计,同比,${value}`,
    ];
    await clerk.page.locator('input[type="file"]').setInputFiles({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(rows.join("\n")),
    });
  };
  await clerk.page.getByText("下载模板").waitFor();
  await upload("错的.csv", "约-10");
  await clerk.page.getByText("有 1 处错误").waitFor();
  await clerk.page.getByText("F2").waitFor();
  expect(await clerk.page.getByRole("button", { name: "导入 1 项" }).count()).toBe(0);
  await clerk.page.getByRole("button", { name: "换一个文件" }).click();
  // The growth rate is published: another value corrects it, and says why.
  await upload("对的.csv", "-10.7");
  await clerk.page.getByLabel(/更正原因/u).fill("按决算数更正");
  await clerk.page.getByRole("button", { name: "导入 1 项" }).click();
  await clerk.page.getByText("已报送 1 项，等待审核").waitFor();
  clerk.watch.assertClean();
  await clerk.context.close();
});

it.each([
  ["sun", "/office/report", DESK],
  ["sun", "/office/report", PHONE],
  ["sun", "/office/import", PHONE],
  ["li", "/office/review", DESK],
  ["li", "/office/review", PHONE],
  ["zhou", "/office/rounds", DESK],
  ["zhou", "/office/rounds", PHONE],
] as const)("%s finds %s whole and passing WCAG 2.2 AA", async (login, path, size) => {
  const { page, watch, context } = await sit(login, path, size);
  await page.locator("main h2").waitFor();
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(EXTRA_WIDTH)).toBe(0);
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map((n) => n.html) }))).toEqual([]);
  watch.assertClean();
  await context.close();
});
