import { parseArgs } from "node:util";

/** How much each measurement does. The defaults fit a quarter of an hour on two idle cores. */
export interface BenchOptions {
  /** Benches to run, in their order; empty runs all. */
  readonly names: readonly string[];
  /** Where the same table is written as JSON; null writes none. */
  readonly out: string | null;
  /** Figures handed in by `post-to-pixels`. */
  readonly posts: number;
  /** Figures reported in `report-to-review`. */
  readonly submits: number;
  /** Open sockets of `fanout`. */
  readonly sockets: number;
  /** Alternating rounds of product and peer. */
  readonly rounds: number;
  /** Rows in the database of `board-million`. */
  readonly observations: number;
  /** Changes sent to the wall by `wall-soak`. */
  readonly changes: number;
}

const COUNTS = {
  posts: 200,
  submits: 100,
  sockets: 10_000,
  rounds: 5,
  observations: 1_000_000,
  changes: 2000,
} as const;
const MOST = 10_000_000;

/** Reads the command line. @throws Error naming every fault */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: text,
      posts: text,
      submits: text,
      sockets: text,
      rounds: text,
      observations: text,
      changes: text,
    },
  });
  const faults = positionals
    .filter((name) => !known.includes(name))
    .map((name) => `no bench ${name}: ${known.join(", ")}`);
  const count = (name: keyof typeof COUNTS): number => {
    const given = values[name];
    if (given === undefined) return COUNTS[name];
    const number = Number(given);
    if (!Number.isInteger(number) || number < 1 || number > MOST) {
      faults.push(`--${name} must be a whole number from 1 to ${MOST}`);
    }
    return number;
  };
  const options: BenchOptions = {
    names: positionals,
    out: values.out ?? null,
    posts: count("posts"),
    submits: count("submits"),
    sockets: count("sockets"),
    rounds: count("rounds"),
    observations: count("observations"),
    changes: count("changes"),
  };
  if (faults.length > 0) throw new Error(faults.join("\n"));
  return options;
}
