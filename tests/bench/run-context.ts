import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { BenchOptions } from "./options.ts";
import type { Row } from "./result.ts";
import { startServer } from "./server-process.ts";

/** The day of the demonstration on which boards stand: half a year is out, half the lights are red. */
export const DAY = "2020-07-20";

/** What a bench is given. */
interface RunContext {
  readonly options: BenchOptions;
  /** A fresh empty folder, gone with the run. */
  folder(): string;
  /** A fresh data folder holding the demonstration at the end of `DAY`. */
  demoData(): Promise<string>;
  /** A line for the person who waits. */
  say(line: string): void;
}

export type Bench = (context: RunContext) => Promise<readonly Omit<Row, "bench">[]>;

export function openRun(options: BenchOptions, say: (line: string) => void) {
  const base = mkdtempSync(join(tmpdir(), "diaodu-bench-"));
  const remove = (): void => rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  let made: Promise<string> | null = null;
  const folder = (): string => mkdtempSync(join(base, "data-"));
  const context: RunContext = {
    options,
    folder,
    say,
    async demoData() {
      made ??= replayTo(DAY, folder());
      const copy = folder();
      cpSync(await made, copy, { recursive: true });
      return copy;
    },
  };
  return { context, close: remove };
}

/** Options that start the demonstration where its folder left it. */
export const STANDING_STILL = ["--demo", "--paused"] as const;

async function replayTo(day: string, data: string): Promise<string> {
  const server = await startServer({ data, flags: [...STANDING_STILL, "--jump", day] });
  const deadline = performance.now() + 120_000;
  while ((await server.board()).clock.date !== day) {
    if (performance.now() > deadline) throw new Error(`the replay did not come to ${day}`);
    await pause(100);
  }
  // Stopped in peace, everything stands in one file that can be copied.
  await server.stop();
  return data;
}
