import { createHmac } from "node:crypto";
import { launchChromium, watchPage, type PageWatch } from "@diaodu/tooling/browser";
import type { CatalogueAnswer } from "@diaodu/contracts";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import { DESK } from "./pages.ts";
import { deviceOf, makePeople, PASSWORD } from "./people.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "wei", name: "韦青", roles: ["system_admin", "security_admin"] },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

interface Desk {
  readonly page: Page;
  readonly watch: PageWatch;
  readonly context: BrowserContext;
}

async function sit(path: string): Promise<Desk> {
  const context = await deviceOf(browser, { origin: server.origin, login: "wei", size: DESK });
  const page = await context.newPage();
  const watch = watchPage(page, server.origin);
  await page.goto(server.origin + path);
  return { page, watch, context };
}

async function leave({ watch, context }: Desk): Promise<void> {
  watch.assertClean();
  await context.close();
}

/** Two Chinese characters of a button are set apart by the component library. */
const button = (where: Pick<Page, "getByRole">, words: string) =>
  where.getByRole("button", {
    name: new RegExp(`^${Array.from(words).join(String.raw`\s*`)}$`, "u"),
  });

/** Chooses in a list of a form by its words. */
async function choose(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByRole("dialog").getByLabel(label, { exact: true }).last();
  await field.click();
  await field.fill(words);
  await page.locator(".ant-select-item-option").getByText(words, { exact: true }).last().click();
  // A list of which many can be chosen stays open until something else is pressed.
  await page.getByRole("dialog").locator(".ant-modal-title").click();
}

async function save(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("修改原因").fill(reason);
  await button(dialog, "保存").click();
  await page.getByText("已保存，看板已更新").first().waitFor();
  await dialog.waitFor({ state: "detached" });
}

const kind = (page: Page, words: string) => page.locator(".ant-segmented").getByText(words).click();

async function catalogue({ context }: Desk): Promise<CatalogueAnswer> {
  const answer = await context.request.get(`${server.origin}/api/v1/catalogue`, {
    // The connection that it keeps may have been idle too long by now.
    maxRetries: 2,
  });
  return (await answer.json()) as CatalogueAnswer;
}

/** What an authenticator shows (RFC 6238) at a step of thirty seconds. */
function codeAt(secret: string, step: number): string {
  const bits = Array.from(secret, (sign) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"),
  ).join("");
  const bytes = (bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const number = hash.readUInt32BE((hash.at(-1) ?? 0) & 15) & 0x7f_ff_ff_ff;
  return String(number % 1_000_000).padStart(6, "0");
}

it("a key that is made on the page lets a feed in, and no longer once it is revoked", async () => {
  const desk = await sit("/office/keys");
  const { page } = desk;
  await button(page, "新建密钥").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名称").fill("市统计局联网直报");
  await dialog.getByText("直接发布", { exact: true }).click();
  await button(dialog, "建立").click();
  const secret = await page.getByLabel("密钥", { exact: true }).inputValue();
  await button(page, "已保存好，关闭").click();
  const post = () =>
    fetch(`${server.origin}/api/v1/observations`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({
        observations: [
          {
            indicator: "surveyed_unemployment",
            region: "100000",
            period: "2020-06",
            basis: "official",
            measure: "level",
            value: "5.7",
            status: "final",
            asOf: "2020-07-16",
            source: "国家统计局",
            simulated: false,
            reason: "联网直报核对",
          },
        ],
      }),
    });
  const before = (await server.board()).seq;
  const accepted = await post();
  expect(accepted.status, await accepted.text()).toBe(201);
  expect((await server.board()).seq).toBeGreaterThan(before);
  const row = page.getByRole("row", { name: /市统计局联网直报.*直接发布/u });
  await button(row, "撤销").click();
  await button(page.getByRole("dialog"), "撤销").click();
  await page.getByText("已撤销：市统计局联网直报").waitFor();
  expect((await post()).status).toBe(401);
  await leave(desk);
});

it("targets, rules, duties and the board's order are saved by form, and a file puts them back", async () => {
  const desk = await sit("/office/catalogue");
  const { page } = desk;
  await page.locator(".ant-segmented").waitFor();
  const file = await desk.context.request.get(`${server.origin}/api/v1/catalogue/export.xlsx`);
  const earlier = await file.body();
  const before = await catalogue(desk);

  await kind(page, "目标");
  await button(page, "修改").first().click();
  await page.getByRole("dialog").getByLabel("目标表述").fill("按会议纪要另行表述");
  await save(page, "市政府常务会议纪要");
  expect((await catalogue(desk)).targets.map(({ words }) => words)).toContain("按会议纪要另行表述");

  await kind(page, "亮灯规则");
  await button(page, "新增亮灯规则").click();
  const rule = page.getByRole("dialog");
  await rule.getByLabel("代码").fill("jobs_memory");
  await rule.getByLabel("名称").fill("就业连续未完成");
  await rule.getByLabel("起始日期").fill("2030-01-01");
  await choose(page, "领域", "就业");
  await choose(page, "判定方法", "连续未完成次数");
  await choose(page, "未完成时", "偏慢");
  await rule.getByLabel("连续几次后亮红灯").fill("2");
  await rule.getByLabel("依据").fill("调度办法第八条");
  await save(page, "办法修订");
  expect((await catalogue(desk)).rules.find(({ code }) => code === "jobs_memory")).toMatchObject({
    appliesTo: { families: ["employment"] },
    method: { by: "memory", onMiss: "slow", missesForBehind: 2, afterMadeUp: null },
  });

  await kind(page, "填报任务");
  const unit = before.units[0];
  const region = before.regions.at(-1);
  const indicator = before.indicators[0];
  if (!unit || !region || !indicator) throw new Error("an empty catalogue");
  await button(page, "新增填报任务").click();
  await choose(page, "填报单位", unit.name);
  await choose(page, "指标", indicator.name);
  await choose(page, "地区", region.name);
  await choose(page, "口径", "调度");
  await choose(page, "数据项", "数值");
  await save(page, "新增任务");
  expect((await catalogue(desk)).duties).toContainEqual(
    expect.objectContaining({
      unit: unit.code,
      indicator: indicator.code,
      region: region.code,
      basis: "dispatch",
      measures: ["level"],
    }),
  );

  await kind(page, "看板");
  await button(page.getByRole("row").nth(1), "下移").click();
  await button(page, "保存看板…").click();
  await save(page, "按会议要求调整顺序");
  const [first, second] = before.board;
  expect((await catalogue(desk)).board.slice(0, 2)).toEqual([second, first]);

  await button(page, "导入…").click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("input[type=file]").setInputFiles({
    name: "目录.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: earlier,
  });
  await dialog.getByText(/^新增 0，修改 \d+，终止 1，/u).waitFor();
  await dialog.getByLabel("修改原因").fill("恢复调整前的目录");
  await button(dialog, "确认导入").click();
  await page.getByText(/已导入 \d+ 项/u).waitFor();
  const after = await catalogue(desk);
  expect(after.board).toEqual(before.board);
  expect(after.targets.map(({ words }) => words)).toEqual(before.targets.map(({ words }) => words));
  expect(after.duties).toHaveLength(before.duties.length);
  await leave(desk);
});

it("a second factor is set up with an authenticator, and asked for at the next sign-in", async () => {
  const desk = await sit("/office/me");
  const { page } = desk;
  const card = page.locator(".me-card", { has: page.getByRole("heading", { name: "动态口令" }) });
  await button(card, "启用").click();
  const secret = await card.locator(".mono").innerText();
  // A code serves once: the one before the present one is still taken, until the next begins.
  const STEP_MS = 30_000;
  const step = () => Math.floor(Date.now() / STEP_MS);
  await expect
    .poll(() => STEP_MS - (Date.now() % STEP_MS), { timeout: 10_000 })
    .toBeGreaterThan(8_000);
  await card.getByLabel("6 位数字").fill(codeAt(secret, step() - 1));
  await button(card, "确认启用").click();
  await page.getByText("动态口令已启用").waitFor();
  await button(page, "韦青").click();
  await page.getByText("退出登录").click();
  // The page's own way there and the ended session's may follow each other.
  await page.getByLabel("登录名").waitFor();
  await page.goto(`${server.origin}/sign-in?next=%2Foffice%2Fme`);
  await page.getByLabel("登录名").fill("wei");
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await button(page, "登录").click();
  await page.getByLabel("动态口令").fill(codeAt(secret, step()));
  await page.waitForURL(`${server.origin}/office/me`);
  await card.getByText("已启用").waitFor();
  await leave(desk);
});
