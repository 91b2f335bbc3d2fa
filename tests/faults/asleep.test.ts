import { launchChromium } from "@diaodu/tooling/browser";
import { expect, onTestFinished, test } from "vitest";
import { startDemo } from "../browser/harness.ts";
import { createDice } from "../model/dice.ts";
import { sleepAgainAndAgain } from "./asleep.ts";

const SEED = Number(process.env["ASLEEP_SEED"] ?? 20_261_122);

test(
  `a page that slept for an hour says at once that its figures may be old, and is level within seconds (seed ${SEED})`,
  { timeout: 300_000 },
  async () => {
    const server = await startDemo();
    onTestFinished(() => server.stop());
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const dice = createDice(SEED);
    const done = await sleepAgainAndAgain({ browser, server, sleeps: 2, frozenMs: 6000, dice });
    expect(done.rows).toBeGreaterThan(200);
  },
);
