import { expect, test } from "vitest";
import { createDice } from "../model/dice.ts";
import { stepAgainAndAgain } from "./clock.ts";

const SEED = Number(process.env["CLOCK_SEED"] ?? 20_261_122);

test(`a clock that steps back, a day on, over midnight and a month's end loses, doubles and holds up nothing (seed ${SEED})`, async () => {
  const dice = createDice(SEED);
  const done = await stepAgainAndAgain({ steps: 6, dice, say: () => undefined });
  expect(done.rounds).toBeGreaterThan(1);
  expect(done.acknowledged).toBeGreaterThan(6);
});
