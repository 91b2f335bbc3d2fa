import { expect, test } from "vitest";
import { openBrowser, signedIn } from "../../apps/server/test/people.ts";
import type { Browser } from "../../apps/server/test/people.ts";
import { createHostPresence } from "../../apps/server/src/features/meetings/presence.ts";
import { openWorld } from "../../apps/server/test/world.ts";
import type { World } from "../../apps/server/test/world.ts";
import { createDice } from "../model/dice.ts";

const SEED = Number(process.env["CLOCK_SEED"] ?? 20_261_122);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function withWorld(work: (world: World) => Promise<void>): Promise<void> {
  const world = await openWorld();
  try {
    await work(world);
  } finally {
    await world.close();
  }
}

const step = (world: World, ms: number): void =>
  void (world.clock.now = new Date(world.clock.now.getTime() + ms));
const isIn = async (who: Browser): Promise<boolean> => (await who.ask("GET", "/inbox")).ok;

test(`nobody is signed in past the time of their session, however the clock is stepped (seed ${SEED})`, () =>
  withWorld(async (world) => {
    const dice = createDice(SEED);
    const wang = await signedIn(world, "wang", ["reporter"], {
      units: ["finance"],
      regions: "all",
    });
    const began = world.clock.now.getTime();
    for (let n = 0; n < 60; n += 1) {
      const now = world.clock.now.getTime();
      // Never as long unused as would end it; more often forward than back.
      step(world, dice.pick([-2 * HOUR, -MINUTE, 20 * MINUTE, 20 * MINUTE, 29 * MINUTE]));
      const shown = world.clock.now.getTime() - began;
      const unused = world.clock.now.getTime() - now;
      if (shown >= 12 * HOUR) break;
      expect(await isIn(wang), `seed ${SEED}, ${shown} ms, unused ${unused} ms`).toBe(true);
    }
    world.clock.now = new Date(began + 12 * HOUR - 1);
    for (let ahead = 0; ahead < 2; ahead += 1) {
      world.clock.now = new Date(began + 12 * HOUR + ahead * HOUR);
      expect(await isIn(wang)).toBe(false);
    }
  }));

test("after a step back whoever does nothing is signed out half an hour after their last use, not after the step as well", () =>
  withWorld(async (world) => {
    const wang = await signedIn(world, "wang", ["reporter"], {
      units: ["finance"],
      regions: "all",
    });
    step(world, -5 * HOUR);
    expect(await isIn(wang)).toBe(true);
    step(world, 29 * MINUTE);
    expect(await isIn(wang)).toBe(true);
    step(world, 31 * MINUTE);
    expect(await isIn(wang)).toBe(false);
  }));

test("a clock that was a day ahead for a while has signed out nobody who did nothing meanwhile", () =>
  withWorld(async (world) => {
    const scope = { units: ["finance"], regions: "all" } as const;
    const wang = await signedIn(world, "wang", ["reporter"], scope);
    const zhao = await signedIn(world, "zhao", ["reporter"], scope);
    step(world, 24 * HOUR);
    expect(await isIn(zhao)).toBe(false);
    // Whoever signs in meanwhile has twelve hours by the clock that was ahead: no longer than that.
    const li = openBrowser(world);
    await li.signIn("zhao");
    step(world, -24 * HOUR);
    expect(await isIn(wang)).toBe(true);
    expect(await isIn(li)).toBe(true);
    step(world, 36 * HOUR);
    for (const one of [wang, li]) expect(await isIn(one)).toBe(false);
  }));

test("a host seen by a server whose clock was a day ahead is not there for that day", () =>
  withWorld(async (world) => {
    const clockOf = (ahead: number) => () => new Date(world.clock.now.getTime() + ahead);
    const ahead = createHostPresence(world.storage.slate, clockOf(24 * HOUR));
    const right = createHostPresence(world.storage.slate, clockOf(0));
    await ahead.seen("m", "wang");
    expect(await right.there("m", "wang")).toBe(false);
    // It stays believable once the clocks agree.
    const other = createHostPresence(world.storage.slate, clockOf(1000));
    await other.seen("m", "wang");
    step(world, 6000);
    expect(await right.there("m", "wang")).toBe(true);
  }));
