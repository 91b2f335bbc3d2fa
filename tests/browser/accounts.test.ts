import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort } from "../free-port.ts";
import { DESK, openPage, PHONE, type Size, type WatchedPage } from "./pages.ts";
import { EXTRA_WIDTH } from "./screen.ts";
import { settings, startProcess } from "../server-process.ts";

const PASSWORD = "Diao-du-2020";
const PEOPLE = [
  ["系统管理员", "王建国", "wangjg"],
  ["安全管理员", "李卫东", "liwd"],
  ["审计管理员", "赵明华", "zhaomh"],
] as const;
/** A refused attempt to sign in is an answer that the browser reports. */
const REFUSED = [
  /^console: Failed to load resource: the server responded with a status of 4(01|23)/u,
];

let browser: Browser;
let origin: string;
let server: ReturnType<typeof startProcess>;
let data: string;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "diaodu-accounts-"));
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  server = startProcess([], { ...settings({ data, port }), DIAODU_ACCESS: "closed" });
  [browser] = await Promise.all([
    launchChromium(),
    server.until(async () => (await fetch(`${origin}/readyz`)).ok && CODE.test(server.said())),
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.end("SIGTERM");
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
});

const CODE = /[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/u;
const open = (path: string, size: Size = DESK) => openPage(browser, { origin, path, size });
/** Two Chinese characters of a button are set apart by the component library. */
const button = (page: Page, words: string) =>
  page.getByRole("button", {
    name: new RegExp(`^${Array.from(words).join(String.raw`\s*`)}$`, "u"),
  });

async function fillSignIn(page: Page, login: string, password: string) {
  await page.getByLabel("登录名").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await button(page, "登录").click();
}

async function signIn(login: string, next: string, size: Size = DESK): Promise<WatchedPage> {
  const view = await open(`/sign-in?next=${encodeURIComponent(next)}`, size);
  await fillSignIn(view.page, login, PASSWORD);
  await view.page.waitForURL(`${origin}${next}`);
  return view;
}

async function expectAccessible({ page }: WatchedPage): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(EXTRA_WIDTH)).toBe(0);
}

async function leave(view: WatchedPage, expected: readonly RegExp[] = []): Promise<void> {
  view.watch.assertClean(expected);
  await view.context.close();
}

it("an empty installation is taken over by the code of its output, and by nothing else", async () => {
  const first = await open("/sign-in");
  const { page } = first;
  await page.getByLabel("初始化代码").fill(CODE.exec(server.said())?.[0] ?? "");
  for (const [role, name, login] of PEOPLE) {
    const fields = page.getByRole("group", { name: role });
    await fields.getByLabel("姓名").fill(name);
    await fields.getByLabel("登录名").fill(login);
    await fields.getByLabel("密码", { exact: true }).fill("Aa1");
    expect(await button(page, "建立三个账号").isDisabled()).toBe(true);
    await fields.getByLabel("密码", { exact: true }).fill(PASSWORD);
  }
  await expectAccessible(first);
  await button(page, "建立三个账号").click();
  await page.getByText("三个账号已建立").waitFor();
  await leave(first);

  for (const [, name, login] of PEOPLE) {
    const view = await signIn(login, "/office/me", PHONE);
    await view.page.getByRole("button", { name }).waitFor();
    await expectAccessible(view);
    await leave(view);
  }
});

it("an account is made by one, granted by another, changes its password, is locked out and unlocked", async () => {
  const system = await signIn("wangjg", "/office/accounts");
  await button(system.page, "新建账号").click();
  await system.page.getByRole("textbox", { name: "姓名" }).fill("孙丽");
  await system.page.getByRole("textbox", { name: "登录名" }).fill("sunli");
  await button(system.page, "建立").click();
  const secret = await system.page.getByLabel("初始密码").inputValue();
  await button(system.page, "已保存好，关闭").click();
  await system.page.getByRole("row", { name: /孙丽.*未授权/u }).waitFor();
  await expectAccessible(system);

  const security = await signIn("liwd", "/office/accounts");
  const grant = security.page.getByRole("row", { name: /孙丽/u });
  await button(security.page, "授权").and(grant.getByRole("button")).click();
  await security.page.getByRole("checkbox", { name: /^只读用户/u }).check();
  await button(security.page, "保存").click();
  await security.page.getByRole("row", { name: /孙丽.*只读用户/u }).waitFor();

  const own = await open("/sign-in?next=%2Foffice%2Fme", PHONE);
  await fillSignIn(own.page, "sunli", secret);
  await own.page.getByLabel("当前密码").fill(secret);
  await own.page.getByLabel("新密码", { exact: true }).fill(PASSWORD);
  await own.page.getByLabel("再输入一次新密码").fill(PASSWORD);
  await expectAccessible(own);
  await button(own.page, "修改并继续").click();
  await own.page.waitForURL(`${origin}/office/me`);

  const guess = await open("/sign-in", PHONE);
  for (let time = 0; time < 5; time += 1) {
    await fillSignIn(guess.page, "sunli", "wrong");
    await guess.page.getByRole("alert").waitFor();
    await button(guess.page, "登录").waitFor();
  }
  await guess.page.getByRole("alert").filter({ hasText: "锁定" }).waitFor();
  await leave(guess, REFUSED);

  await security.page.reload();
  await button(security.page, "解锁").click();
  await security.page.getByText("孙丽的账号已解锁").waitFor();
  await leave(security);
  await leave(system);

  // Its page is still open: ending the session sends it away at once.
  const ending = await signIn("liwd", "/office/sessions");
  const row = ending.page.getByRole("row", { name: /孙丽/u });
  await row.getByRole("button", { name: /^终\s*止$/u }).click();
  await ending.page
    .getByRole("dialog")
    .getByRole("button", { name: /^终\s*止$/u })
    .click();
  await own.page.waitForURL(/\/sign-in\?next=/u);
  await own.page.getByLabel("登录名").waitFor();
  own.watch.foreignRequests.forEach((address) => expect(address).toBe(""));
  await own.context.close();
  await leave(ending);
});

it("a wall that nobody let in shows a code, and the board once the code is typed", async () => {
  const wall = await open("/wall");
  const shown = wall.page.locator(".pairing-code:has(span)");
  const code = (await shown.innerText()).replaceAll(/\s/gu, "");
  expect(code).toMatch(/^[0-9A-HJ-NP-Z]{6}$/u);
  await expectAccessible(wall);
  const system = await signIn("wangjg", "/office/screens");
  await button(system.page, "配对").click();
  await system.page.getByLabel("配对代码").fill(code.toLowerCase());
  await system.page.getByRole("textbox", { name: "名称" }).fill("三楼指挥中心");
  await system.page
    .getByRole("dialog")
    .getByRole("button", { name: /^配\s*对$/u })
    .click();
  await system.page.getByRole("row", { name: /三楼指挥中心.*已配对/u }).waitFor();
  await wall.page.locator("main.pairing").waitFor({ state: "detached" });
  await wall.page.locator("main.wall, main.page-state").first().waitFor();
  expect(await wall.page.title()).toBe("两天一调度 · 大屏");
  await leave(wall);
  await leave(system);
});

it("the audit log lists it all, and whoever may not read it is told so", async () => {
  const audit = await signIn("zhaomh", "/office/audit");
  for (const action of [
    "系统初始化",
    "登录",
    "管理账号",
    "授权",
    "账号锁定",
    "账号解锁",
    "终止会话",
    "大屏配对",
  ]) {
    await audit.page.getByRole("cell", { name: action, exact: true }).first().waitFor();
  }
  await audit.page.getByRole("cell", { name: "孙丽（sunli）" }).first().waitFor();
  await audit.page.getByText(/链尾：第 \d+ 行/u).waitFor();
  await expectAccessible(audit);
  await audit.page.getByRole("searchbox", { name: "操作者" }).fill("卫东");
  await audit.page.keyboard.press("Enter");
  await audit.page
    .getByRole("row", { name: /王建国/u })
    .first()
    .waitFor({ state: "detached" });
  await audit.page
    .getByRole("row", { name: /李卫东.*授权.*孙丽（sunli）/u })
    .first()
    .waitFor();
  await leave(audit);

  const system = await signIn("wangjg", "/office/audit");
  await system.page.getByText("没有权限查看这一页").waitFor();
  await leave(system);
});
