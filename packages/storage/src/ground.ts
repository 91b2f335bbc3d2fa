import type { NewChange } from "./change.ts";
import { appendChange } from "./change-log.ts";
import type { Engine, Writer } from "./engine/engine.ts";
import { guarded } from "./errors.ts";

/** Appends a change within the transaction under way and returns its seq. */
export type Append = (change: NewChange, committedAt: string) => Promise<number>;

/** What every part of a storage stands on. */
export interface Ground {
  readonly engine: Engine;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly randomBytes: (count: number) => Buffer;
  /** The log is known to have reached `seq`: told after the commit. */
  readonly reached: (seq: number) => void;
}

/** One transaction; listeners of the log are woken when it has committed what it appended. */
export async function commit<T>(
  { engine, reached }: Pick<Ground, "engine" | "reached">,
  work: (tx: Writer, append: Append) => Promise<T>,
): Promise<T> {
  let last: number | null = null;
  const result = await engine.write((tx) => {
    last = null;
    return work(tx, async (change, committedAt) => {
      last = await appendChange(engine, tx, change, committedAt);
      return last;
    });
  });
  if (last !== null) reached(last);
  return result;
}

/** The same methods, a failing environment thrown as StorageUnavailable by each. */
export function guardedAll<T extends { [K in keyof T]: (...args: never[]) => Promise<unknown> }>(
  part: T,
): T {
  const methods = Object.entries<(...args: never[]) => Promise<unknown>>(part).map(
    ([name, method]) => [name, (...args: never[]) => guarded(() => method(...args))] as const,
  );
  return Object.fromEntries(methods) as unknown as T;
}
