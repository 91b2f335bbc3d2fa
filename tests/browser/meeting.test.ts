import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { correctedJobs, newJobs } from "./figures.ts";
import { startDemo, type RunningServer } from "./harness.ts";
import { DESK, expectConfirmedAt, expectShown, openPage, type WatchedPage } from "./pages.ts";

let server: RunningServer;
let browser: Browser;
let meeting: WatchedPage;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  meeting = await openPage(browser, { origin: server.origin, path: "/meeting", size: DESK });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

const heading = () => meeting.page.getByRole("heading", { level: 1 });
const button = (name: string | RegExp) => meeting.page.getByRole("button", { name });
const agenda = () => meeting.page.getByRole("navigation", { name: "议程" });

it("goes through the agenda, worst first, by button and by the keys of a presenter's remote", async () => {
  await expectConfirmedAt((await server.board()).seq, [meeting]);
  const items = await agenda().getByRole("listitem").count();
  const first = await heading().innerText();
  expect(await agenda().getByRole("img", { name: "落后" }).count()).toBeGreaterThan(0);
  expect(await button("上一项").isDisabled()).toBe(true);

  await button("下一项").click();
  await expectShown(`2 / ${items}`, [meeting]);
  expect(await heading().innerText()).not.toBe(first);
  await meeting.page.keyboard.press("PageDown");
  await expectShown(`3 / ${items}`, [meeting]);
  await button("上一项").click();
  await meeting.page.keyboard.press("PageUp");
  await expectShown(`1 / ${items}`, [meeting]);
  expect(await heading().innerText()).toBe(first);

  for (let place = 1; place < items; place += 1) await button("下一项").click();
  await expectShown(`${items} / ${items}`, [meeting]);
  expect(await button("下一项").isDisabled()).toBe(true);
  meeting.watch.assertClean();
});

it("stands still once frozen, counts what came in since, and shows each before and after", async () => {
  await server.post(newJobs());
  const frozen = await server.post(correctedJobs("565"));
  await expectConfirmedAt(frozen.seq, [meeting]);
  await agenda().getByText("城镇新增就业").click();
  await expectShown("565万人", [meeting]);

  await button("冻结当前版本").click();
  await expectShown("冻结于 第 101 期", [meeting]);
  await expectShown("冻结后没有更新", [meeting]);
  expect(new URL(meeting.page.url()).searchParams.get("at")).toBe(String(frozen.seq));

  await server.post(correctedJobs("566"));
  await server.post(correctedJobs("567"));
  await expectShown("冻结后有 1 项更新", [meeting]);
  await expectShown(`版本 ${frozen.seq}`, [meeting]);
  expect(await meeting.page.locator(".big-numbers").innerText()).toContain("565");

  await button(/冻结后有 1 项更新/).click();
  const panel = meeting.page.getByRole("complementary", { name: "冻结后的更新" });
  expect(await panel.innerText()).toMatch(
    /城镇新增就业[\s\S]*冻结时[\s\S]*565[\s\S]*现在[\s\S]*567/,
  );
  await meeting.page.keyboard.press("Escape");
  await expect.poll(() => panel.count()).toBe(0);
  meeting.watch.assertClean();
});

it("opens the frozen version again by its address, with the same numbers, on any screen", async () => {
  const at = new URL(meeting.page.url()).search;
  await meeting.page.reload();
  const guest = await openPage(browser, {
    origin: server.origin,
    path: `/meeting${at}`,
    size: DESK,
  });
  for (const screen of [meeting, guest]) {
    await expectShown("冻结后有 1 项更新", [screen]);
    await screen.page.getByRole("navigation", { name: "议程" }).getByText("城镇新增就业").click();
    await expectShown("565万人", [screen]);
    expect(await screen.page.locator(".big-numbers").innerText()).not.toContain("567");
    screen.watch.assertClean();
  }
});

it("returns to the live board, and says so when a version does not exist", async () => {
  await button("回到实时").click();
  await expectConfirmedAt((await server.board()).seq, [meeting]);
  await agenda().getByText("城镇新增就业").click();
  await expectShown("567万人", [meeting]);
  meeting.watch.assertClean();

  const unknown = await browser.newPage();
  const answer = await unknown.goto(`${server.origin}/meeting?at=999999`);
  expect(answer?.status()).toBe(404);
  expect(await unknown.locator("body").innerText()).toContain("版本");
  await unknown.close();
});
