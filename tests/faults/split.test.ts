import { expect, onTestFinished, test } from "vitest";
import { createDice } from "../model/dice.ts";
import { openExposed } from "./exposed-servers.ts";
import { splitAgainAndAgain } from "./split.ts";

const SEED = Number(process.env["SPLIT_SEED"] ?? 20_261_122);

test(`a server that loses the database says so to its pages, its balancer and its callers, and is level once it is back (seed ${SEED})`, async () => {
  const city = await openExposed(2);
  onTestFinished(() => city.close());
  const dice = createDice(SEED);
  const done = await splitAgainAndAgain(city, { splits: 3, dice, say: () => undefined });
  expect(done).toMatchObject({ splits: 3, hangs: 1 });
  expect(done.acknowledged).toBeGreaterThan(0);
});
