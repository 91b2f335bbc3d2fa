import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromium88Runs, launchChromium88, type Browser88 } from "../src/chromium88.ts";

const PAGE =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><p>空气质量</p>' +
  '<script>setTimeout(() => { document.title = "迟到" }, 200)</script>';
const NOISY =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">' +
  '<script>console.error("坏消息", 7)</script><script>throw new Error("没人接住")</script>' +
  '<img src="/missing.png">';

it("is offered on Linux x64 and refused in words elsewhere", async () => {
  if (!chromium88Runs()) await expect(launchChromium88()).rejects.toThrow("Linux on x64");
  expect(chromium88Runs()).toBe(process.platform === "linux" && process.arch === "x64");
});

describe.runIf(chromium88Runs())("Chromium 88", () => {
  let server: Server;
  let origin: string;
  let browser: Browser88;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const pages: Record<string, string> = { "/": PAGE, "/noisy": NOISY };
      const text = pages[request.url ?? ""];
      response.writeHead(text === undefined ? 404 : 200, { "content-type": "text/html" });
      response.end(text ?? "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium88({ width: 390, height: 844 });
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it("is that old: it lacks what came after", async () => {
    expect(browser.version).toContain("Chrome/88.");
    await browser.navigate(origin);
    expect(await browser.evaluate("typeof [].at + typeof Object.hasOwn")).toBe(
      "undefinedundefined",
    );
  });

  it("reads a page, waits on it and draws it", async () => {
    await browser.navigate(origin);
    await browser.waitFor("document.title === '迟到'");
    expect(await browser.evaluate("document.querySelector('p').textContent")).toBe("空气质量");
    expect(await browser.evaluate("innerWidth")).toBe(390);
    expect((await browser.screenshot()).subarray(1, 4).toString()).toBe("PNG");
    expect(browser.problems).toEqual([]);
    await expect(browser.evaluate("nothing.here")).rejects.toThrow("nothing is not defined");
  });

  it("reports what goes wrong on a page", async () => {
    await browser.navigate(`${origin}/noisy`);
    const told = browser.problems.join("\n");
    expect(told).toContain("console: 坏消息 7");
    expect(told).toContain("没人接住");
    expect(told).toContain("/missing.png");
  });
});
