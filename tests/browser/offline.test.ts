import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startDemo, type RunningServer } from "./harness.ts";
import {
  expectConfirmedAt,
  expectShown,
  expectStale,
  linkFailures,
  openAgain,
  openPage,
  PHONE,
} from "./pages.ts";

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startDemo(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await server.stop();
});

it("opens the phone without a network on its last board, says how old it is, and comes back live", async () => {
  const { origin } = server;
  const { seq } = await server.board();
  const first = await openPage(browser, { origin, path: "/m", size: PHONE });
  await expectConfirmedAt(seq, [first]);
  await expect
    .poll(
      () =>
        first.page.evaluate(
          "navigator.serviceWorker.ready.then(() => caches.match('/offline/board')).then(Boolean)",
        ),
      { timeout: 30_000 },
    )
    .toBe(true);
  first.watch.assertClean();
  await first.page.close();
  await server.kill("SIGKILL");

  const list = await openAgain(first.context, origin, "/m");
  const detail = await openAgain(first.context, origin, "/m/i/gdp/100000");
  await expectStale([list, detail]);
  await expectShown("456614亿元", [list, detail]);
  for (const { page } of [list, detail]) {
    expect(await page.locator(".stale-band").innerText()).toMatch(
      /数据停在 \d{2}:\d{2}:\d{2}（\d+ (秒|分钟)前）/,
    );
    expect(await page.evaluate("document.body.innerText")).toContain(`版本 ${seq}`);
  }

  await server.restart();
  await expectConfirmedAt(seq, [list, detail]);
  for (const { watch } of [list, detail]) {
    watch.assertClean([...linkFailures(origin), ...pageFailures(origin)]);
    watch.clear();
  }
});

/** The service worker asks the network for the page first; that it failed is reported too. */
function pageFailures(origin: string): RegExp[] {
  const page = String.raw`${origin}/(m\S*|api/v1/observations\S*|manifest\.webmanifest)`;
  return [
    new RegExp(
      String.raw`^console: Failed to load resource: net::ERR_CONNECTION_REFUSED \(${page}\)$`,
    ),
    new RegExp(String.raw`^request: GET ${page} net::ERR_(CONNECTION_REFUSED|FAILED)$`),
  ];
}
