import { startPostgres } from "@diaodu/tooling/postgres";
import { expect, onTestFinished, test } from "vitest";
import { openOutbox } from "../../apps/server/test/outbox-world.ts";
import { createDice } from "../model/dice.ts";
import { abuseOutbox } from "./outbox-aborts.ts";

const SEED = Number(process.env["OUTBOX_SEED"] ?? 20_261_120);
/** Databases, one after another, and how many servers die on each. */
const DATABASES = Number(process.env["OUTBOX_DATABASES"] ?? 4);
const DEATHS = 500;

test(
  `of ${DATABASES * DEATHS} servers that die while they send, none loses a message or repeats a settled one (seed ${SEED})`,
  { timeout: DATABASES * 120_000 },
  async () => {
    for (let n = 0; n < DATABASES; n += 1) {
      const world = await openOutbox();
      const abuse = await abuseOutbox(world, { deaths: DEATHS, dice: createDice(SEED + n) });
      // They died where it hurts: after sending, before settling.
      expect(abuse.repeated).toBeGreaterThan(DEATHS / 10);
      await world.close();
    }
  },
);

test(
  "the same on PostgreSQL, where two servers claim at one moment",
  {
    timeout: 300_000,
  },
  async () => {
    const postgres = await startPostgres({ settings: { fsync: "off" } });
    onTestFinished(() => postgres.stop());
    const world = await openOutbox({ storageUrl: postgres.url });
    const abuse = await abuseOutbox(world, { deaths: DEATHS * 0.6, dice: createDice(SEED) });
    expect(abuse.repeated).toBeGreaterThan(DEATHS / 20);
    await world.close();
  },
);
