import { openOutbox } from "../../apps/server/test/outbox-world.ts";
import { createDice } from "../model/dice.ts";
import type { Trial } from "../trials.ts";
import { abuseOutbox } from "./outbox-aborts.ts";

const DATABASES = 6;
const DEATHS_EACH = 500;

/** Messages sent while the servers that send them die, on the embedded database. */
export const outbox: Trial = {
  name: "outbox",
  withinMs: 600_000,
  async run({ seed, scale, say }) {
    const databases = Math.max(1, Math.round(DATABASES * scale));
    let messages = 0;
    for (let n = 0; n < databases; n += 1) {
      const world = await openOutbox();
      const abuse = await abuseOutbox(world, { deaths: DEATHS_EACH, dice: createDice(seed + n) });
      messages += abuse.messages;
      say(`${(n + 1) * DEATHS_EACH} deaths`);
      await world.close();
    }
    return `${databases * DEATHS_EACH} deaths while sending, ${messages} messages: none lost, none repeated once settled`;
  },
};
