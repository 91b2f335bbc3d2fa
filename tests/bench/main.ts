import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { dirname } from "node:path";
import { boardMillion } from "./board-million.ts";
import { fanoutModel } from "./fanout-model.ts";
import { fanout } from "./fanout.ts";
import { import10k } from "./import-10k/import-10k.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { phoneFirstView } from "./phone-first-view.ts";
import { postToPixels } from "./post-to-pixels.ts";
import { reconnectStorm } from "./reconnect-storm.ts";
import { reportToReview } from "./report-to-review.ts";
import { type Row, tableOf, withinBound } from "./result.ts";
import { type Bench, openRun } from "./run-context.ts";
import { start } from "./start.ts";
import { wallPage } from "./wall-page.ts";
import { wallSoak } from "./wall-soak.ts";

const BENCHES: Readonly<Record<string, Bench>> = {
  "post-to-pixels": postToPixels,
  "report-to-review": reportToReview,
  fanout,
  "fanout-model": fanoutModel,
  "reconnect-storm": reconnectStorm,
  "board-million": boardMillion,
  "phone-first-view": phoneFirstView,
  "wall-page": wallPage,
  "wall-soak": wallSoak,
  "import-10k": import10k,
  start,
};

/** The options, or the end of the process with what is wrong about them. */
function asked(): BenchOptions {
  try {
    return readOptions(process.argv.slice(2), Object.keys(BENCHES));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const options = asked();
  const began = performance.now();
  const say = (line: string): void => {
    process.stderr.write(
      `${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}\n`,
    );
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

  const { context, close } = openRun(options, say);
  const rows: Row[] = [];
  const failed: { bench: string; why: string }[] = [];
  const machine = { cores: availableParallelism(), node: process.version, loadBefore: loadavg() };
  for (const [bench, run] of Object.entries(BENCHES)) {
    if (options.names.length > 0 && !options.names.includes(bench)) continue;
    say(`${bench} …`);
    try {
      rows.push(...(await run(context)).map((row) => ({ bench, ...row })));
    } catch (error) {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      failed.push({ bench, why });
      say(`${bench} could not be measured: ${why}`);
    }
  }
  close();

  process.stdout.write(`\n${tableOf(rows)}\n`);
  const [load = 0] = machine.loadBefore;
  if (load > 0.5) {
    process.stdout.write(
      `\nThe machine was busy before we began (load ${load.toFixed(1)}): trust ratios, not times.\n`,
    );
  }
  if (options.out !== null) {
    mkdirSync(dirname(options.out), { recursive: true });
    const report = {
      at: new Date().toISOString(),
      machine,
      options,
      rows: rows.map((row) => ({ ...row, withinBound: withinBound(row) })),
      failed,
    };
    writeFileSync(options.out, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (failed.length > 0) process.exitCode = 1;
}

await main();
