import { setTimeout as pause } from "node:timers/promises";
import { launchChromium } from "@diaodu/tooling/browser";
import { serveBarePage } from "./bare-page.ts";
import { newJobs } from "./corrections.ts";
import { median, quantile } from "./quantiles.ts";
import { printed, type Row } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { postFigures, startServer } from "./server-process.ts";
import { openScreen, timeUntilDrawn, type TimedScreen } from "./timed-screens.ts";

/** Figures that nobody times: scripts are compiled, caches are warm by then. */
const WARM_UP = 10;

/** From the first byte of a POST to the frame that shows its figure, on two pages at once. */
export const postToPixels: Bench = async ({ options, demoData, say }) => {
  const server = await startServer({ data: await demoData(), flags: STANDING_STILL });
  const bare = await serveBarePage();
  const browser = await launchChromium();
  try {
    const secret = await server.createKey();
    const wall = await openScreen(browser, "wall", `${server.origin}/wall?hold`, {
      width: 1920,
      height: 1080,
    });
    const phone = await openScreen(browser, "phone", `${server.origin}/m`, {
      width: 390,
      height: 844,
    });
    const plain = await openScreen(browser, "bare", bare.origin, { width: 390, height: 844 });
    await pause(1000);
    const answered: number[] = [];
    for (let n = 0; n < WARM_UP + options.posts; n++) {
      const figure = newJobs(n);
      const words = `${figure.value}万人`;
      answered.push(
        await timeUntilDrawn([wall, phone], words, () =>
          postFigures(server.origin, secret, [figure]),
        ),
      );
      await timeUntilDrawn([plain], words, () =>
        fetch(bare.origin, { method: "POST", body: words }),
      );
      if (n === WARM_UP - 1)
        for (const list of [answered, wall.times, phone.times, plain.times]) list.length = 0;
      // Not in step with frames or beats.
      await pause(20 + Math.random() * 60);
      if (n % 50 === 49) say(`${n + 1} figures`);
    }
    const peer = `bare page and socket p50 ${printed(median(plain.times), "ms")}, p99 ${printed(quantile(plain.times, 0.99), "ms")}`;
    const p99 = ({ name, times }: TimedScreen): Omit<Row, "bench"> => ({
      what: `${name} p99`,
      measured: quantile(times, 0.99),
      unit: "ms",
      bound: 250,
      peer,
    });
    const p50 = ({ name, times }: TimedScreen): Omit<Row, "bench"> => ({
      what: `${name} p50`,
      measured: median(times),
      unit: "ms",
      bound: null,
      peer,
    });
    return [
      p50(wall),
      p99(wall),
      p50(phone),
      p99(phone),
      {
        what: "POST answered p50",
        measured: median(answered),
        unit: "ms",
        bound: null,
        peer: null,
      },
      {
        what: "POST answered p99",
        measured: quantile(answered, 0.99),
        unit: "ms",
        bound: null,
        peer: null,
      },
    ];
  } finally {
    await browser.close();
    await server.stop();
    await bare.close();
  }
};
