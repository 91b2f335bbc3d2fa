import type { Kysely, RawBuilder, Transaction } from "kysely";
import type { Schema } from "../schema.ts";
import type { PoolUse } from "./observed.ts";

export type Writer = Transaction<Schema>;
export type Reader = Kysely<Schema>;

/** The right to append to the log, until the end of the transaction. */
export interface LogTurn {
  /** Of the row to be appended: no other row of any history has it. */
  readonly mark: string;
  /** To be called once that row is written: by it a commit is found whose answer was lost. */
  appended(): void;
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
  takeLogTurn(tx: Writer): Promise<LogTurn>;
  /**
   * Waits for the turn to append to the audit log. Taken last of all, after the log's own, so that
   * two writers cannot wait for each other.
   */
  takeAuditTurn(tx: Writer): Promise<void>;
  /** Evaluated for the appended log row: tells other processes, at commit, how far the log is. */
  readonly announcement: RawBuilder<unknown>;
  /**
   * `from` source named `e` over the statement's one parameter, a JSON array of arrays whose cells
   * are `e.value ->> 0`, `e.value ->> 1`, …: thousands of rows in a statement of constant text.
   */
  readonly jsonRows: string;
  /** Locks the rows of the table named `c`, where rows can be locked one by one. */
  readonly rowLock: string;
  /** Makes every writer of any process wait: for changes of the schema. */
  takeSchemaTurn(tx: Writer): Promise<void>;
  /** Column types that differ. `code` sorts by bytes in both databases. */
  readonly columns: {
    readonly code: RawBuilder<unknown>;
    readonly whole: RawBuilder<unknown>;
    readonly bytes: RawBuilder<unknown>;
  };
  /** Ends a `create table`: rows stored in the order of their key where the database can. */
  readonly clustered: RawBuilder<unknown>;
  /** Refreshes the planner's statistics after a bulk load. */
  refreshStatistics(): Promise<void>;
  /**
   * Calls `wake` with the seq that another process announced, and `missed` when announcements may
   * have been lost. Returns the way to stop.
   */
  listen(wake: (seq: number) => void, missed: () => void): () => Promise<void>;
  /** How far the pool of connections is taken; null without one. */
  pool(): PoolUse | null;
  close(): Promise<void>;
}
