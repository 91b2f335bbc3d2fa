import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import type pg from "pg";

/** Statements kept prepared per connection; texts beyond (lists of unusual lengths) go unnamed. */
const PREPARED = 200;

/**
 * The pool as Kysely needs it, with every statement named: the server parses and plans a text once
 * per connection instead of at every call.
 */
export function withPreparedStatements(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= PREPARED) return known;
    const name = `diaodu_${names.size}`;
    names.set(text, name);
    return name;
  };
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      // The same object every time: Kysely knows its connections by their client.
      const known = clients.get(client);
      if (known !== undefined) return known;
      const adapted = adapt(client, nameOf);
      clients.set(client, adapted);
      return adapted;
    },
  };
}

function adapt(
  client: pg.PoolClient,
  nameOf: (text: string) => string | undefined,
): PostgresPoolClient {
  return {
    query: <R>(text: unknown, values: readonly unknown[] = []) => {
      if (typeof text !== "string") throw new TypeError("cursors are not configured");
      const name = nameOf(text);
      const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
      // One value for both overloads of Kysely's type; the second, for cursors, is never called.
      return client.query(config) as Promise<unknown> as Promise<PostgresQueryResult<R>> & never;
    },
    release: (destroy) => client.release(destroy),
  };
}
