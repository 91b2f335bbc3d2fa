import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { docxText } from "../../apps/server/test/docx-text.ts";
import { axeFaults } from "./axe.ts";
import { startDemo, type RunningServer } from "./harness.ts";
import { DESK, PHONE, type Size, type WatchedPage } from "./pages.ts";
import { makePeople, openAs } from "./people.ts";
import { EXTRA_WIDTH } from "./screen.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  await makePeople(server.databaseUrl, [
    { login: "zhou", name: "周宁", roles: ["dispatch_office"] },
    { login: "qian", name: "钱程", roles: ["viewer"] },
  ]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const sit = (login: string, path: string, size: Size = DESK): Promise<WatchedPage> =>
  openAs(browser, { origin: server.origin, login, path, size });

async function assertUsable({ page }: WatchedPage): Promise<void> {
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(EXTRA_WIDTH)).toBe(0);
}

it("a bulletin is drawn up, edited, issued and downloaded, and prints as it stands", async () => {
  const office = await sit("zhou", "/office/bulletins");
  const { page } = office;
  await page.getByRole("button", { name: "起草" }).click();
  const dialog = page.getByRole("dialog", { name: "起草通报" });
  await dialog.getByText("数据版本", { exact: true }).click();
  const head = await dialog.getByText(/最新版本 \d+/u).textContent();
  const seq = /\d+/u.exec(head ?? "")?.[0] ?? "";
  await dialog.getByLabel("数据版本号").fill(seq);
  const draw = dialog.locator(".ant-modal-footer").getByRole("button", { name: "起草" });
  await draw.click();
  // The day of the demonstration lacks figures: each is named, and nothing is drawn up without a word.
  await dialog.getByText(/缺 \d+ 项数据，不能起草/u).waitFor();
  expect(await draw.isDisabled()).toBe(true);
  await assertUsable(office);
  await dialog.getByRole("button", { name: "全部注明" }).click();
  await draw.click();

  const paper = page.getByRole("article");
  await paper.getByText("一、总体情况").waitFor();
  expect(await paper.getByRole("row").count()).toBeGreaterThan(8);
  await assertUsable(office);

  await page.getByRole("button", { name: "修改", exact: true }).click();
  const last = page.getByRole("textbox", { name: /^第 \d+ 段$/u }).last();
  await last.fill("请各责任单位立即整改。");
  await page.getByRole("textbox", { name: "抄送" }).fill("市委办公室");
  await assertUsable(office);
  await page.getByRole("button", { name: "保存" }).click();
  await paper.getByText("请各责任单位立即整改。").waitFor();
  await paper.getByText("已修改").waitFor();
  const history = page.getByRole("complementary", { name: "修改记录" });
  await history.getByText("请各责任单位对照差距，按时限抓好落实。").waitFor();

  await page.getByRole("button", { name: "印发", exact: true }).click();
  await page.locator(".ant-modal-confirm").getByRole("button", { name: "印发" }).click();
  const number = "调度通报〔2020〕1号";
  await paper.getByText(number).waitFor();
  expect(await page.getByRole("button", { name: "修改", exact: true }).count()).toBe(0);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "下载 .docx" }).click(),
  ]);
  expect(download.suggestedFilename()).toContain(number);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  const { paragraphs } = docxText(Buffer.concat(chunks));
  expect(paragraphs).toContain("请各责任单位立即整改。");
  expect(paragraphs).toContain(number);
  // Every paragraph of the page is one of the file.
  const shown = await paper.locator(".paper-text").allTextContents();
  for (const text of shown) expect(paragraphs).toContain(text.replace(/已修改$/u, ""));

  await page.emulateMedia({ media: "print" });
  expect(await paper.isVisible()).toBe(true);
  expect(await page.getByRole("banner").isVisible()).toBe(false);
  expect(await history.isVisible()).toBe(false);
  expect(await paper.getByText("已修改").isVisible()).toBe(false);
  const printed = await page.pdf({ preferCSSPageSize: true });
  expect(printed.subarray(0, 4).toString()).toBe("%PDF");
  // The refusal that names what is missing is one that a browser tells of by itself.
  office.watch.assertClean([/status of 409 .*\/api\/v1\/bulletins\)$/u]);

  const reader = await sit("qian", "/office/bulletins", PHONE);
  await reader.page.getByRole("link", { name: /主要指标调度情况的通报/u }).click();
  await reader.page.getByText("请各责任单位立即整改。").waitFor();
  expect(await reader.page.getByRole("button", { name: "撤回" }).count()).toBe(0);
  await assertUsable(reader);
});

it("a sentence is worded with its faults and its text beside the standard one, and stored", async () => {
  const office = await sit("zhou", "/office/bulletins/templates");
  const { page } = office;
  const text = page.getByRole("textbox", { name: "本单位句式" });
  await page
    .getByText(/社会消费品零售总额/u)
    .first()
    .waitFor();
  await assertUsable(office);
  await text.fill("{指标}达{数");
  await page
    .getByText(/第 \d+ 个字/u)
    .first()
    .waitFor();
  expect(await page.getByRole("button", { name: "保存句式" }).isDisabled()).toBe(true);
  await text.fill("{指标}累计{数值:2}{单位}");
  await page.getByText(/社会消费品零售总额累计\d+\.\d\d亿元/u).waitFor();
  await page.getByRole("button", { name: "保存句式" }).click();
  const dialog = page.getByRole("dialog", { name: "保存句式" });
  await dialog.getByRole("textbox", { name: "修改原因" }).fill("用语习惯");
  await dialog.locator(".ant-modal-footer").getByRole("button", { name: "保存句式" }).click();
  await page.getByText("句式已保存", { exact: false }).waitFor();
  await page.getByText("累计总量（已改）").waitFor();
  office.watch.assertClean();
});
