import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeTestDatabase } from "@diaodu/storage/test-database";
import { startDemo } from "../browser/harness.ts";
import { fillData } from "../browser/prepared-data.ts";
import { createDice } from "../model/dice.ts";
import { runTrials } from "../trials.ts";
import { verdictOn } from "./samples.ts";
import { soakServer, startWeighed } from "./server.ts";
import { soakWall } from "./wall.ts";

const CHANGES = 50_000;
/** Compiled code and caches are full by then. */
const WARM_UP = 2000;
const WEIGHTS = 20;

await runTrials(
  [
    {
      name: "wall",
      withinMs: 3 * 3_600_000,
      async run({ scale, say }) {
        const server = await startDemo();
        try {
          const changes = Math.round(CHANGES * scale);
          return verdictOn(
            await soakWall(server, { warmUp: WARM_UP, changes, weights: WEIGHTS, say }),
          );
        } finally {
          await server.stop();
        }
      },
    },
    {
      name: "server",
      withinMs: 2 * 3_600_000,
      async run({ scale, seed, say }) {
        const data = mkdtempSync(join(tmpdir(), "diaodu-soak-"));
        await fillData(data, await makeTestDatabase(data));
        const weighed = await startWeighed(data);
        try {
          return verdictOn(
            await soakServer(weighed, {
              warmUp: WARM_UP,
              changes: Math.round(CHANGES * scale),
              weights: WEIGHTS,
              dice: createDice(seed),
              say,
            }),
          );
        } finally {
          await weighed.server.stop();
          rmSync(data, { recursive: true, force: true });
        }
      },
    },
  ],
  process.argv.slice(2),
);
