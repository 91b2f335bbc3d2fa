import type { Trial } from "../../trials.ts";
import { failover } from "./failover.ts";

const DEATHS = 20;
const LOSSY_DEATHS = 5;

/** Primaries killed one after another: with a synchronous standby, then with one that lacks rows. */
export const failovers: Trial = {
  name: "failover",
  withinMs: 1_800_000,
  async run({ seed, scale, say }) {
    const times = (count: number): number => Math.max(1, Math.round(count * scale));
    const kept = await failover({ count: times(DEATHS), seed, say });
    const lossy = { count: times(LOSSY_DEATHS), seed: seed + 1, say, synchronous: false };
    return `synchronous: ${kept}; asynchronous: ${await failover(lossy)}`;
  },
};
