import { type Kysely, sql } from "kysely";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Schema } from "../../schema.ts";
import type { LogTurn, Writer } from "../engine.ts";
import { newMark } from "../mark.ts";
import { CommitLost, isLost, mayPass } from "./losses.ts";
import { lend } from "./loans.ts";
import type { Primary } from "./primary.ts";

/** Two writers met: the transaction is to be run again. unique, serialization, deadlock. */
const MET = new Set(["23505", "40001", "40P01"]);
/** At this one it is given up: so often only a fault of the program meets. [L14] */
const LAST_MEETING = 10;
/** Between two looks whether a transaction is still under way, in milliseconds. */
const ASK_PAUSE = 50;

/** By what a transaction is found again whose commit was lost. */
interface Trace {
  /** Of the row it appended to the log. */
  readonly mark: string;
  /** The row comes after this one. */
  readonly after: number;
  readonly transaction: string;
}

/** Runs transactions on whichever server takes writes, each to an end that is known, or to an error. */
export interface Transactions {
  write<T>(work: (tx: Writer) => Promise<T>): Promise<T>;
  /** Takes the turn of the log; who appends a row leaves a trace. */
  takeLogTurn(tx: Writer, turn: number): Promise<LogTurn>;
}

/**
 * What was not committed is run again, on the new primary if need be: before the commit was sent,
 * nothing has happened. Where the commit itself was lost, the log is asked for the row that it
 * appended. A transaction that left no trace in the log is not run again then: it may have happened.
 *
 * @param patienceMs for how long a lost server is looked for, in milliseconds
 */
export function transactionsOn(
  db: Kysely<Schema>,
  primary: Primary,
  patienceMs: number,
): Transactions {
  const traces = new WeakMap<Writer, Trace>();

  async function write<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
    /** From the first loss on: what went before was no search, however long it took. */
    let until: number | undefined;
    // Losses do not count: they have a bound in time.
    let meetings = 0;
    for (;;) {
      const began = performance.now();
      let connected = false;
      let done: { readonly result: T; readonly trace: Trace | undefined } | undefined;
      try {
        // The level is stated, for a server's default may be another: see SPEC.md [L11].
        const transaction = db.transaction().setIsolationLevel("read committed");
        return await transaction.execute(async (tx) => {
          connected = true;
          const result = await work(tx);
          done = { result, trace: traces.get(tx) };
          return result;
        });
      } catch (error) {
        if (error instanceof CommitLost) {
          if (done?.trace === undefined) throw error;
          if (await happened(done.trace, error)) return done.result;
        }
        if (met(error)) {
          meetings += 1;
          if (meetings === LAST_MEETING) throw error;
        } else {
          // Without a connection it was a search from its beginning.
          until ??= (connected ? performance.now() : began) + patienceMs;
          if (!mayRunAgain(error) || performance.now() > until) throw error;
        }
      }
    }
  }

  /** @throws `lost` while nobody can tell */
  async function happened(trace: Trace, lost: CommitLost): Promise<boolean> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      try {
        const client = lend(await primary.borrow("writes", until));
        try {
          const state = await ask(client, trace);
          if (state !== "under way") return state === "committed";
        } finally {
          client.release();
        }
      } catch (error) {
        if (!mayPass(error)) throw lost;
      }
      await pause(ASK_PAUSE);
    }
    throw lost;
  }

  return {
    write,
    async takeLogTurn(tx, turn) {
      // The head is read before the turn is had, so the row will come after it.
      const { rows } = await sql<{ after: number; transaction: string }>`
        select pg_advisory_xact_lock(${sql.lit(turn)}),
          pg_current_xact_id()::text as transaction,
          (select coalesce(max(seq), 0) from change_log) as after`.execute(tx);
      const [found] = rows;
      if (found === undefined) throw new Error("the turn was not given");
      const mark = newMark();
      const { after, transaction } = found;
      return { mark, appended: () => void traces.set(tx, { mark, after, transaction }) };
    },
  };
}

/** Not `CommitLost` without an answer: that was thrown before. */
function mayRunAgain(error: unknown): boolean {
  return error instanceof CommitLost || mayPass(error);
}

function met(error: unknown): boolean {
  return error instanceof pg.DatabaseError && MET.has(error.code ?? "");
}

/**
 * The row of the log decides. The number of the transaction only tells that it is not at its end
 * yet: after a crash another transaction can have the same number, never the same mark.
 */
async function ask(
  client: ReturnType<typeof lend>,
  trace: Trace,
): Promise<"committed" | "absent" | "under way"> {
  try {
    const { rows } = await client.query("select pg_xact_status($1::xid8) as status", [
      trace.transaction,
    ]);
    const [row] = rows as { status: string | null }[];
    if (row?.status === "in progress") return "under way";
  } catch (error) {
    // A server that never heard of the number says so by an error.
    if (isLost(error)) throw error;
  }
  const { rows } = await client.query("select 1 from change_log where seq > $1 and mark = $2", [
    trace.after,
    trace.mark,
  ]);
  return rows.length > 0 ? "committed" : "absent";
}
