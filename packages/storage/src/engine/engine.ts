import type { Kysely, RawBuilder, Transaction } from "kysely";
import type { Schema } from "../schema.ts";

export type Writer = Transaction<Schema>;
export type Reader = Kysely<Schema>;

/** A row of a JSON array of arrays; its columns are `e.value ->> 0`, `e.value ->> 1`, … */
export interface JsonRows {
  readonly e: { readonly value: string };
}

/** The few places in which the two databases differ. Everything else is one SQL for both. */
export interface Engine {
  readonly kind: "sqlite" | "postgres";
  /** Sees committed rows only. */
  readonly reads: Reader;
  /**
   * One transaction. It may run again from the start when two writers met, so `work` must have no
   * effect but its statements.
   */
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /**
   * Waits for the turn to append to the log. Taken late: what precedes it runs beside other
   * writers, what follows (until the commit) does not, so seqs become visible in their order.
   */
  takeLogTurn(tx: Writer): Promise<void>;
  /** Tells other processes, at commit, that the log has reached `seq`. */
  announce(tx: Writer, seq: number): Promise<void>;
  /** `from` source named `e` out of one JSON parameter: thousands of rows in a constant statement. */
  jsonRows(json: string): RawBuilder<unknown>;
  /** `for update`, where rows can be locked one by one. */
  readonly rowLock: RawBuilder<unknown>;
  /** Makes every writer of any process wait: for changes of the schema. */
  takeSchemaTurn(tx: Writer): Promise<void>;
  /** Column types that differ. `code` sorts by bytes in both databases. */
  readonly columns: { readonly code: RawBuilder<unknown>; readonly whole: RawBuilder<unknown> };
  /** Ends a `create table`: rows stored in the order of their key where the database can. */
  readonly clustered: RawBuilder<unknown>;
  /** Refreshes the planner's statistics after a bulk load. */
  refreshStatistics(): Promise<void>;
  /** Calls `wake` with the seq that another process announced. Returns the way to stop. */
  listen(wake: (seq: number) => void): () => Promise<void>;
  close(): Promise<void>;
}
