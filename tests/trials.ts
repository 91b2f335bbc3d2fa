import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

/** What a trial may lean on. */
interface TrialRun {
  /** Everything random follows from it; the verdict prints it. */
  readonly seed: number;
  /** How much is done, against the length that is meant: 0.1 is a tenth. */
  readonly scale: number;
  /** Progress, for whoever waits. */
  say(line: string): void;
}

/** A proof that takes long, with one line at its end. */
export interface Trial {
  readonly name: string;
  /** At full scale it has ended by then, or failed; milliseconds. */
  readonly withinMs: number;
  /** Resolves with the verdict's words: what was done, and that nothing was lost. Throws where it was. */
  run(o: TrialRun): Promise<string>;
}

/** Starting servers and browsers takes its time at any scale. */
const LEAST_MS = 300_000;

const USAGE = `[names] [--scale 1] [--seed N]`;

/**
 * Runs trials one after another, each with a bound on its time, and prints one verdict line each.
 * Ends the process: what a failed trial left running ends with it.
 */
export async function runTrials(trials: readonly Trial[], args: readonly string[]): Promise<never> {
  const { chosen, seed, scale } = asked(trials, args);
  const began = performance.now();
  const say = (line: string): void => {
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    process.stderr.write(`${seconds.padStart(6)} s  ${line}\n`);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
  let failed = 0;
  for (const trial of chosen) {
    say(`${trial.name} …`);
    const start = performance.now();
    const verdict = await verdictOf(trial, { seed, scale, say });
    if (!verdict.passed) failed += 1;
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    const mark = verdict.passed ? "ok  " : "FAIL";
    process.stdout.write(`${mark} ${trial.name}: ${verdict.words} (${seconds} s, seed ${seed})\n`);
  }
  process.exit(failed === 0 ? 0 : 1);
}

async function verdictOf(
  trial: Trial,
  run: TrialRun,
): Promise<{ readonly passed: boolean; readonly words: string }> {
  let late: NodeJS.Timeout | undefined;
  const overrun = new Promise<never>((_resolve, reject) => {
    const bound = Math.max(LEAST_MS, trial.withinMs * run.scale);
    late = setTimeout(
      () => reject(new Error(`not done after ${(bound / 1000).toFixed(0)} s`)),
      bound,
    );
  });
  try {
    return { passed: true, words: await Promise.race([trial.run(run), overrun]) };
  } catch (error) {
    const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { passed: false, words };
  } finally {
    clearTimeout(late);
  }
}

function asked(trials: readonly Trial[], args: readonly string[]) {
  const given = optionsOf(args);
  const { values, positionals } = given ?? { values: {}, positionals: [] };
  const names = trials.map(({ name }) => name);
  const known = given !== null && positionals.every((name) => names.includes(name));
  const scale = Number(values.scale ?? 1);
  const seed = Number(values.seed ?? randomInt(2 ** 31));
  if (!known || !(scale > 0 && scale <= 100) || !Number.isSafeInteger(seed)) {
    process.stderr.write(`${USAGE}; there are ${names.join(", ")}\n`);
    process.exit(2);
  }
  const chosen = trials.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  return { chosen, seed, scale };
}

/** Null where there is an option that nobody knows, or one without its value. */
function optionsOf(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { scale: { type: "string" }, seed: { type: "string" } },
    });
  } catch {
    return null;
  }
}
