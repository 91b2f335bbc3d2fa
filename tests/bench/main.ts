import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { dirname } from "node:path";
import { BENCHES } from "./benches.ts";
import { type BenchOptions, readOptions } from "./options.ts";
import { type Row, tableOf, withinBound } from "./result.ts";
import { openRun } from "./run-context.ts";

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
