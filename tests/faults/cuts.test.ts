import { expect, onTestFinished, test } from "vitest";
import { createDice } from "../model/dice.ts";
import { cutAgainAndAgain } from "./cuts.ts";
import { openExposed } from "./exposed-servers.ts";

const SEED = Number(process.env["CUTS_SEED"] ?? 20_261_122);

test(`connections that are cut, slow or hung anywhere lose and double no write, and leave no page behind (seed ${SEED})`, async () => {
  const city = await openExposed(2);
  onTestFinished(() => city.close());
  const dice = createDice(SEED);
  const done = await cutAgainAndAgain(city, { rounds: 3, dice, say: () => undefined });
  expect(done.acknowledged).toBeGreaterThan(0);
  expect(done.repeated).toBeGreaterThan(0);
});
