import { startPostgres } from "@diaodu/tooling/postgres";
import { expect, test } from "vitest";
import { openOutbox } from "../../apps/server/test/outbox-world.ts";
import { createDice } from "../model/dice.ts";
import { abuseOutbox } from "./outbox-aborts.ts";

const SEED = Number(process.env["OUTBOX_SEED"] ?? 20_261_120);
const DEATHS = Number(process.env["OUTBOX_DEATHS"] ?? 2000);
const PATIENCE = 300_000;

test(
  `of ${DEATHS} servers that die while they send, none loses a message or repeats a settled one (seed ${SEED})`,
  { timeout: PATIENCE },
  async () => {
    const world = await openOutbox();
    const abuse = await abuseOutbox(world, { deaths: DEATHS, dice: createDice(SEED) });
    // They died where it hurts: after sending, before settling.

    expect(abuse.repeated).toBeGreaterThan(DEATHS / 100);
    await world.close();
  },
);

test(
  "the same on PostgreSQL, where two servers claim at one moment",
  { timeout: PATIENCE },
  async () => {
    const postgres = await startPostgres({ settings: { fsync: "off" } });
    const world = await openOutbox({ storageUrl: postgres.url });
    const deaths = Math.ceil(DEATHS / 7);
    const abuse = await abuseOutbox(world, { deaths, dice: createDice(SEED) });

    expect(abuse.repeated).toBeGreaterThan(deaths / 100);
    await world.close();
    await postgres.stop();
  },
);
