import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import { CommitLost, isLost, isReadOnly, isSilence, wasNotSent } from "./losses.ts";
import type { Loan, Primary } from "./primary.ts";

/**
 * The primary as Kysely's pool for single reads: one whose connection is lost is sent once more, on
 * a fresh connection. One that was waited for in vain has had its time.
 */
export function readPool(primary: Primary): PostgresPool {
  const now = (): number => performance.now();
  return {
    options: {},
    end: () => primary.close(),
    connect: async () => {
      let client = lend(await primary.borrow("reads", now()));
      return asKysely({
        query: async (text, values) => {
          try {
            return await client.query(text, values);
          } catch (error) {
            if (!isLost(error) || isSilence(error)) throw error;
            client.release();
            client = lend(await primary.borrow("reads", now()));
            return client.query(text, values);
          }
        },
        release: (destroy) => client.release(destroy),
      });
    },
  };
}

/** The primary as Kysely's pool for transactions. */
export function writePool(primary: Primary, patienceMs: number): PostgresPool {
  return {
    options: {},
    end: () => primary.close(),
    connect: async () =>
      asKysely(lend(await primary.borrow("writes", performance.now() + patienceMs))),
  };
}

interface Lent {
  query(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<never>>;
  release(destroy?: boolean): void;
}

/** Kysely's own type also has cursors, which nobody asks for. */
function asKysely(lent: Lent): PostgresPoolClient {
  return lent as unknown as PostgresPoolClient;
}

/** Gives up the place whose connection is lost, and tells a commit apart that was on its way. */
export function lend({ client, place }: Loan): Lent {
  let lost = false;
  let released = false;
  return {
    async query(text, values) {
      // The server has rolled back what the lost connection had open.
      if (lost && text === "rollback") return { command: "ROLLBACK", rowCount: 0, rows: [] };
      try {
        return (await client.query(text, [...values])) as unknown as PostgresQueryResult<never>;
      } catch (error) {
        if (isLost(error)) {
          lost = true;
          place.leave();
          if (text === "commit" && !wasNotSent(error)) throw new CommitLost(error);
        } else if (isReadOnly(error)) {
          place.leave();
        }
        throw error;
      }
    },
    release(destroy) {
      if (!released) client.release(lost || destroy === true);
      released = true;
    },
  };
}
