import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { launchChromium } from "@diaodu/tooling/browser";
import type { Browser } from "playwright-core";
import { makePeople, signIn } from "../browser/people.ts";
import { callerOn, itemOf } from "../browser/reporting.ts";
import { serveBarePage } from "./bare-page.ts";
import { median, quantile } from "./quantiles.ts";
import { printed } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { startServer } from "./server-process.ts";
import { openScreen, timeUntilDrawn } from "./timed-screens.ts";

const WARM_UP = 10;
const UNIT = "finance";
const INDICATOR = "budget_revenue";
/** The demonstration published this round's figure already: what comes now corrects it. */
const REASON = "与预算执行报表核对后更正";
const DESK = { width: 1920, height: 1080 };

/** From a unit's submission to the frame in which its reviewer sees it on the open queue. */
export const reportToReview: Bench = async ({ options, demoData, say }) => {
  const data = await demoData();
  const server = await startServer({ data, flags: STANDING_STILL });
  const bare = await serveBarePage();
  const browser = await launchChromium();
  try {
    await makePeople(`file:${join(data, "diaodu.db")}`, [
      { login: "wang", name: "王芳", roles: ["reporter"], units: [UNIT] },
      { login: "li", name: "李强", roles: ["reviewer"] },
    ]);
    const submit = await openReporter(browser, server.origin);
    // The queue is open and holds the figure before anything is timed.
    await submit("90000");
    const queue = await openScreen(
      browser,
      "queue",
      `${server.origin}/office/review`,
      DESK,
      (device) => signIn(device, { origin: server.origin, login: "li" }),
    );
    const plain = await openScreen(browser, "bare", bare.origin, DESK);
    await queue.page.locator(".queue tbody .cell-figure").first().waitFor();
    const answered: number[] = [];
    for (let n = 0; n < WARM_UP + options.submits; n++) {
      const value = String(90_001 + n);
      const words = `${value}亿元`;
      answered.push(await timeUntilDrawn([queue], words, () => submit(value)));
      await timeUntilDrawn([plain], words, () =>
        fetch(bare.origin, { method: "POST", body: words }),
      );
      if (n === WARM_UP - 1)
        for (const list of [answered, queue.times, plain.times]) list.length = 0;
      // Not in step with frames or beats.
      await pause(20 + Math.random() * 60);
      if (n % 50 === 49) say(`${n + 1} submissions`);
    }
    const peer = `bare page and socket p50 ${printed(median(plain.times), "ms")}, p99 ${printed(quantile(plain.times, 0.99), "ms")}`;
    const row = (what: string, measured: number, beside: string | null) =>
      ({ what, measured, unit: "ms", bound: null, peer: beside }) as const;
    return [
      row("queue p50", median(queue.times), peer),
      row("queue p99", quantile(queue.times, 0.99), peer),
      row("submission answered p50", median(answered), null),
      row("submission answered p99", quantile(answered, 0.99), null),
    ];
  } finally {
    await browser.close();
    await server.stop();
    await bare.close();
  }
};

/** A signed-in reporter; gives what sends the next version of one figure. */
async function openReporter(
  browser: Browser,
  origin: string,
): Promise<(value: string) => Promise<void>> {
  const device = await browser.newContext();
  await signIn(device, { origin, login: "wang" });
  const reporter = await callerOn(device, origin);
  const sheet = await reporter.sheet(UNIT);
  const field = sheet.fields.find(
    ({ indicator, basis, measure }) =>
      indicator === INDICATOR && basis === "dispatch" && measure === "level",
  );
  if (field === undefined) throw new Error(`${UNIT} is not asked for ${INDICATOR}`);
  let version = field.entry?.version ?? 0;
  return async (value) => {
    const { entries } = await reporter.send("/reports", {
      unit: UNIT,
      round: sheet.round,
      items: [{ ...itemOf(field, { value, asOf: sheet.today, basedOn: version }), reason: REASON }],
    });
    version = entries[0]?.version ?? version;
  };
}
