import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, launchChromium, watchPage } from "../src/browser.ts";

const PAGES: Record<string, string> = {
  "/clean": '<!doctype html><link rel="icon" href="data:,"><title>调度</title><p>生产总值</p>',
  "/noisy":
    '<!doctype html><link rel="icon" href="data:,"><img src="http://127.0.0.2:9/x.png">' +
    '<script>console.error("坏消息"); setTimeout(() => { throw new Error("没人接住") })</script>',
};

let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(PAGES[request.url ?? ""] ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
}, 60_000);

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("finding a browser", () => {
  it("obeys CHROMIUM_PATH and refuses one that cannot be run", () => {
    expect(findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
    expect(() => findChromium({ CHROMIUM_PATH: "/nowhere/chromium" })).toThrow("CHROMIUM_PATH");
  });
});

describe("watching a page", () => {
  it("passes a page that does nothing wrong", async () => {
    const page = await browser.newPage();
    const watch = watchPage(page, origin);
    await page.goto(`${origin}/clean`);
    expect(await page.textContent("p")).toBe("生产总值");
    watch.assertClean();
  });

  it("reports console errors, uncaught errors, failed requests and foreign hosts", async () => {
    const page = await browser.newPage();
    const watch = watchPage(page, origin);
    const thrown = page.waitForEvent("pageerror");
    const failed = page.waitForEvent("requestfailed");
    await page.goto(`${origin}/noisy`);
    await Promise.all([thrown, failed]);
    expect(watch.consoleErrors.join("\n")).toContain("坏消息");
    expect(watch.pageErrors.join("\n")).toContain("没人接住");
    expect(watch.failedRequests).toHaveLength(1);
    expect(watch.foreignRequests).toEqual(["http://127.0.0.2:9/x.png"]);
    expect(() => watch.assertClean([/./])).toThrow("foreign host");
    watch.clear();
    watch.assertClean();
  });
});
