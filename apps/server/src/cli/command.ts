import type { Storage } from "@diaodu/storage";
import type { Config } from "../config.ts";

/** What stood on the command line beside the command's own words. */
export interface Given {
  /** The word after the command, such as a file or a number. */
  readonly argument: string | undefined;
  readonly options: Readonly<Partial<Record<OptionName, string>>>;
  readonly flags: ReadonlySet<FlagName>;
}

/** Every option of any command; each takes a value. */
export const OPTIONS = ["name", "head", "data", "to", "keep"] as const;
export type OptionName = (typeof OPTIONS)[number];

/** Every option that takes none. */
export const FLAGS = ["replace"] as const;
export type FlagName = (typeof FLAGS)[number];

/** What a command does once its words were understood. Nothing is opened before. */
export type Work =
  | { readonly on: "nothing"; run(): Promise<void> | void }
  /** Opens what it needs by itself. */
  | { readonly on: "installation"; run(config: Config): Promise<void> }
  /** With the installation's database, opened before and closed after. */
  | { readonly on: "storage"; run(storage: Storage): Promise<void> };

export interface Command {
  /** One or two words by which it is called. */
  readonly words: string;
  /** What follows the words, for the list of commands. */
  readonly takes: string;
  readonly help: string;
  /** Options that it understands, besides `--data`. */
  readonly options?: readonly OptionName[];
  readonly flags?: readonly FlagName[];
  /** Reads what was given. @throws StartRefused in Chinese where it cannot be done so */
  prepare(given: Given): Work;
}

export const onStorage = (run: (storage: Storage) => Promise<void>): Work => ({
  on: "storage",
  run,
});

/** Tells the person at the terminal. */
export function out(words: string): void {
  process.stdout.write(`${words}\n`);
}

export function printed(value: unknown): void {
  out(JSON.stringify(value, null, 2));
}
