import { expect, onTestFinished, test } from "vitest";
import { createDice } from "../model/dice.ts";
import { killAgainAndAgain } from "./kill.ts";
import { openCity } from "./served-city.ts";

const SEED = Number(process.env["KILL_SEED"] ?? 20_261_122);

test.each(["sqlite", "postgres"] as const)(
  `a server on %s that is killed at any moment loses nothing acknowledged, doubles nothing and needs no hand (seed ${SEED})`,
  async (kind) => {
    const city = await openCity(kind);
    onTestFinished(() => city.stop());
    const dice = createDice(SEED);
    const done = await killAgainAndAgain(city, { kills: 2, dice, say: () => undefined });
    expect(done.acknowledged).toBeGreaterThan(0);
    expect(done.repeated + done.abandoned).toBeGreaterThan(0);
  },
);
