import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { startTcpProxy, type TcpProxy } from "../faults/tcp-proxy.ts";
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
let proxy: TcpProxy;
let origin: string;
let views: WatchedPage[];

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
  proxy = await startTcpProxy(server.port);
  origin = `http://127.0.0.1:${proxy.port}`;
  views = await openViews(browser, origin);
  for (const { page } of views) await page.evaluate("globalThis.opened = true");
  const meeting = views[2]?.page;
  await expectConfirmedAt((await server.board()).seq, views);
  await meeting?.getByRole("navigation", { name: "议程" }).getByText("城镇新增就业").click();
  for (const { watch } of views) watch.assertClean();
});

afterAll(async () => {
  await browser.close();
  await proxy.stop();
  await server.stop();
});

/** A page that was cut off reports that and nothing else, and was never loaded again. */
afterEach(async () => {
  for (const { name, page, watch } of views) {
    watch.assertClean(linkFailures(origin));
    watch.clear();
    expect(await page.evaluate("globalThis.opened"), name).toBe(true);
  }
});

it("closes the gap after a cut during which figures came in", async () => {
  proxy.refuse(true);
  proxy.cut();
  await expectStale(views);
  await server.post(newJobs());
  const { seq } = await server.post(correctedJobs("565"));
  proxy.refuse(false);

  await expectConfirmedAt(seq, views);
  await expectShown("565万人", views);
});

it("survives being cut again while it is coming back", async () => {
  proxy.cut();
  const { seq } = await server.post(correctedJobs("566"));
  for (let time = 0; time < 3; time += 1) {
    await expect.poll(() => proxy.connections(), { timeout: 20_000 }).toBeGreaterThan(0);
    proxy.cut();
  }
  await expectConfirmedAt(seq, views);
  await expectShown("566万人", views);
});

it("notices a link that hangs without closing, and shows what waited in it once it flows", async () => {
  proxy.pause();
  const { seq } = await server.post(correctedJobs("567"));
  await expectStale(views);
  proxy.resume();

  await expectConfirmedAt(seq, views);
  await expectShown("567万人", views);
});

it("stays live over a slow link", async () => {
  proxy.delay(300);
  const { seq } = await server.post(correctedJobs("568"));
  await expectConfirmedAt(seq, views);
  await expectShown("568万人", views);
  proxy.delay(0);
});
