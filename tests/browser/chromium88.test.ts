import { chromium88Runs, launchChromium88, type Browser88 } from "@diaodu/tooling/chromium88";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { correctedJobs, newJobs } from "./figures.ts";
import { startDemo, type RunningServer } from "./harness.ts";
import { CHARTS_DRAWN, CONFIRMED_VERSION, EXTRA_WIDTH, shows } from "./screen.ts";

describe.runIf(chromium88Runs())("in a browser of January 2021", () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await startDemo();
    await server.post(newJobs());
  });

  afterAll(() => server.stop());

  it.each([
    { path: "/wall?hold", value: "565", width: 1920, height: 1080 },
    { path: "/m", value: "566", width: 390, height: 844 },
    { path: "/m/i/new_jobs/100000", value: "567", width: 390, height: 844 },
    { path: "/meeting", value: "568", width: 1920, height: 1080 },
  ])("$path comes up and stays live", async ({ path, value, width, height }) => {
    const browser = await launchChromium88({ width, height });
    try {
      const { seq } = await server.board();
      await browser.navigate(server.origin + path);
      await browser.waitFor(`${CONFIRMED_VERSION} === ${seq}`);
      if (path === "/meeting") await chooseJobs(browser);
      await browser.waitFor(CHARTS_DRAWN);
      expect(await browser.evaluate(EXTRA_WIDTH)).toBe(0);

      const posted = await server.post(correctedJobs(value));
      await browser.waitFor(`${CONFIRMED_VERSION} === ${posted.seq}`);
      await browser.waitFor(shows(`${value}万人`));
      expect(browser.problems).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  const chooseJobs = (browser: Browser88) =>
    browser.evaluate(
      `[...document.querySelectorAll(".agenda button")].find((one) => one.innerText.includes("新增就业")).click()`,
    );
});
