import { expect, test } from "vitest";
import { failover } from "./failover.ts";

const SEED = Number(process.env["FAILOVER_SEED"] ?? 20_261_122);
const say = (line: string): void => console.info(line);

test(
  `two servers go on by themselves when the primary dies and its standby is promoted, and lose no acknowledged write (seed ${SEED})`,
  { timeout: 180_000 },
  async () => {
    const verdict = await failover({ count: 2, seed: SEED, say });
    expect(verdict).toContain("2 primaries killed");
  },
);

test(
  `pages begin anew and show what is left when the promoted standby lacks rows that they were told (seed ${SEED})`,
  { timeout: 180_000 },
  async () => {
    const verdict = await failover({ count: 1, seed: SEED, say, synchronous: false });
    expect(verdict).toContain("1 primaries killed");
    expect(verdict).not.toContain(" 0 of them lost");
  },
);
