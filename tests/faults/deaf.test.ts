import { expect, onTestFinished, test } from "vitest";
import { createDice } from "../model/dice.ts";
import { deafenAgainAndAgain, POLL_ALONE } from "./deaf.ts";
import { openExposed } from "./exposed-servers.ts";

const SEED = Number(process.env["DEAF_SEED"] ?? 20_261_122);

test(`a server that no longer hears of the other's changes shows every one of them all the same (seed ${SEED})`, async () => {
  const city = await openExposed(2, POLL_ALONE);
  onTestFinished(() => city.close());
  const dice = createDice(SEED);
  const done = await deafenAgainAndAgain(city, { rounds: 3, dice, say: () => undefined });
  expect(done).toMatchObject({ rounds: 3, hangs: 2 });
  expect(done.acknowledged).toBeGreaterThan(0);
});
