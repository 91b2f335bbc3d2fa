import { spawn } from "node:child_process";
import { end, tied } from "../child-process.ts";
import { median } from "./quantiles.ts";
import { printed } from "./result.ts";
import { type Bench, STANDING_STILL } from "./run-context.ts";
import { startServer } from "./server-process.ts";

/** What `npm start` runs. */
const NPM_START = ["packages/tooling/src/bootstrap.mjs", "start"];

/** Every start but the first: packages are there, pages are built, the data folder has figures. */
export const start: Bench = async ({ options, demoData, say }) => {
  const data = await demoData();
  // Builds the pages where their sources changed, which is not what is measured.
  await timed(data, NPM_START);
  const whole: number[] = [];
  const server: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    whole.push(await timed(data, NPM_START, STANDING_STILL.slice(1)));
    server.push(await timed(data, ["apps/server/src/main.ts"], STANDING_STILL));
    bare.push(await bareNode());
    say(`round ${round + 1}: ${printed(whole.at(-1) ?? 0, "ms")}`);
  }
  const peer = `a Node process that does nothing ${printed(median(bare), "ms")}`;
  return [
    {
      what: "npm start again → ready",
      measured: median(whole) / 1000,
      unit: "s",
      bound: null,
      peer,
    },
    { what: "server alone → ready", measured: median(server) / 1000, unit: "s", bound: null, peer },
  ];
};

async function timed(
  data: string,
  program: readonly string[],
  flags: readonly string[] = STANDING_STILL.slice(1),
): Promise<number> {
  const started = await startServer({ data, flags, program });
  await started.stop();
  return started.readyMs;
}

async function bareNode(): Promise<number> {
  const before = performance.now();
  const child = tied(spawn(process.execPath, ["-e", "0"], { stdio: "ignore" }));
  await new Promise((resolve) => child.once("exit", resolve));
  await end(child);
  return performance.now() - before;
}
