import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { correctedJobs, newJobs } from "./figures.ts";
import { startDemo, type RunningServer } from "./harness.ts";
import {
  expectConfirmedAt,
  expectShown,
  expectStale,
  linkFailures,
  openViews,
  type WatchedPage,
} from "./pages.ts";

let server: RunningServer;
let browser: Browser;
let views: WatchedPage[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  views = await openViews(browser, server.origin);
  for (const { page } of views) await page.evaluate("globalThis.opened = true");
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

/** On the meeting the item on show is the one that the figure belongs to. */
async function chooseJobs(): Promise<void> {
  const meeting = views[2]?.page;
  await meeting?.getByRole("navigation", { name: "议程" }).getByText("城镇新增就业").click();
}

it("shows a figure handed in by HTTP on wall, phone and meeting at the same version", async () => {
  const before = await server.board();
  await expectConfirmedAt(before.seq, views);
  await chooseJobs();

  const { seq } = await server.post(newJobs());

  expect(seq).toBe(before.seq + 1);
  await expectShown("564万人", views);
  await expectConfirmedAt(seq, views);
  for (const { watch } of views) watch.assertClean();
});

it("says on every view that figures may be old when the server is killed, and meets it again with nothing lost", async () => {
  for (const { watch } of views) watch.assertClean();
  await server.kill("SIGKILL");
  await expectStale(views);

  // Committed by another program while no page could be told.
  const beside = await server.writeBeside(correctedJobs("565"));
  await server.restart();
  await expectConfirmedAt(beside, views);
  await expectShown("565万人", views);

  for (const { watch } of views) {
    watch.assertClean(linkFailures(server.origin));
    watch.clear();
  }
});

it("takes a figure right after a restart, before pages are back", async () => {
  await server.kill("SIGKILL");
  await expectStale(views);
  await server.restart();
  const { seq } = await server.post(correctedJobs("566"));

  await expectShown("566万人", views);
  await expectConfirmedAt(seq, views);
  for (const { watch } of views) {
    watch.assertClean(linkFailures(server.origin));
    watch.clear();
  }
});

it("hands over in order when the server is stopped in peace", async () => {
  await server.kill("SIGTERM");
  await expectStale(views);
  await server.restart();
  await expectConfirmedAt((await server.board()).seq, views);
  for (const { watch } of views) {
    watch.assertClean(linkFailures(server.origin));
    watch.clear();
  }
});

it("needed no reload and no foreign host for any of this", async () => {
  const { seq } = await server.post(correctedJobs("567"));
  await expectConfirmedAt(seq, views);
  for (const { name, page, watch } of views) {
    expect(await page.evaluate("globalThis.opened"), name).toBe(true);
    watch.assertClean();
  }
});
