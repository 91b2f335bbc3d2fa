import type { ConnectionOptions } from "node:tls";
import pg from "pg";
import type { Address, Host } from "./address.ts";
import { NotWritable } from "./losses.ts";
import { type PostgresSettings, readSettings, sessionSettings } from "./settings.ts";
import { refusesTls, tlsAttempts } from "./tls.ts";

/** The server that takes writes, as long as it does, and our connections to it. */
export interface Place {
  readonly host: Host;
  /** Writers wait for each other, readers must not wait for them: each kind has its own pool. */
  readonly writes: pg.Pool;
  readonly reads: pg.Pool;
  /** What a connection of its own takes. */
  readonly client: pg.ClientConfig;
  /** Which history it writes: each promotion of a standby begins a further one. */
  readonly timeline: number;
  /** Calls `left` when the place is given up. Returns the way to stop. */
  onLeft(left: () => void): () => void;
  /** Gives it up: no connection to it is handed out again. Those in use end with their work. */
  leave(): void;
  /**
   * Ends those in use as well, so that no work is done, or waited for, on a server that is primary
   * no more: a commit on its way is lost, and asked for on the new one.
   */
  cutOff(): void;
  /** How many connections are in use. */
  inUse(): number;
}

/** What every new connection is asked, and told, before it is used. */
const PREPARE = `select pg_is_in_recovery() or current_setting('transaction_read_only')::bool as refuses,
  case when current_setting('synchronous_commit') in ('off', 'local')
    then set_config('synchronous_commit', 'on', false) end`;
/** The first eight digits of a log file's name are its timeline. */
const TIMELINE = "select substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) as timeline";
const INT8 = 20;

/**
 * Connects to one server.
 *
 * @throws NotWritable; whatever `pg` throws
 */
export async function tryHost(
  address: Address,
  host: Host,
  settings: PostgresSettings,
): Promise<Place> {
  const attempts = tlsAttempts(address.tls, host);
  for (const [index, ssl] of attempts.entries()) {
    try {
      return await tryOnce(clientConfig(address, host, settings, ssl), host, settings);
    } catch (error) {
      if (index === attempts.length - 1 || !refusesTls(error)) throw error;
    }
  }
  throw new Error("no way to connect");
}

async function tryOnce(
  client: BoundedConfig,
  host: Host,
  settings: PostgresSettings,
): Promise<Place> {
  const writers = Math.ceil((settings.connections * 2) / 3);
  const writes = poolOf(client, {
    max: writers,
    waitMs: Math.max(client.connectionTimeoutMillis, settings.lockMs),
  });
  const reads = poolOf(
    { ...client, ...readSettings(settings) },
    {
      max: Math.max(1, settings.connections - writers),
      waitMs: client.connectionTimeoutMillis,
    },
  );
  const inUse = new Set<pg.PoolClient>();
  for (const pool of [writes, reads]) {
    pool.on("acquire", (taken) => inUse.add(taken));
    pool.on("release", (_, returned) => inUse.delete(returned));
    pool.on("remove", (removed) => inUse.delete(removed));
  }
  const left = new Set<() => void>();
  let gone = false;
  const leave = (): void => {
    if (gone) return;
    gone = true;
    for (const pool of [writes, reads]) void pool.end();
    for (const each of left) each();
  };
  try {
    const first = await writes.connect();
    let timeline = 0;
    try {
      const { rows } = await first.query<{ timeline: string }>(atOnce(TIMELINE, client));
      timeline = Number.parseInt(rows[0]?.timeline ?? "0", 16);
    } finally {
      first.release();
    }
    return {
      host,
      writes,
      reads,
      client,
      timeline,
      leave,
      inUse: () => inUse.size,
      cutOff() {
        leave();
        for (const taken of inUse) taken.end().catch(() => {});
      },
      onLeft: (each) => {
        left.add(each);
        return () => void left.delete(each);
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

function clientConfig(
  address: Address,
  host: Host,
  settings: PostgresSettings,
  ssl: ConnectionOptions | false,
): BoundedConfig {
  const connectMs = address.connectMs ?? settings.connectMs;
  return {
    ...host,
    user: address.user,
    password: address.password,
    database: address.database,
    application_name: address.applicationName,
    options: address.options,
    ssl,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
    ...sessionSettings({ ...settings, connectMs }),
  };
}

type BoundedConfig = pg.ClientConfig & { readonly connectionTimeoutMillis: number };

/** @param o `waitMs`: for a connection while all `max` are taken, in milliseconds */
function poolOf(
  client: BoundedConfig,
  o: { readonly max: number; readonly waitMs: number },
): pg.Pool {
  const pool = new pg.Pool({
    ...client,
    max: o.max,
    connectionTimeoutMillis: o.waitMs,
    // The pool would give a server that does not answer as long as a wait in its queue.
    Client: class extends pg.Client {
      constructor() {
        super(client);
      }
    },
    verify: (connection, done) => void verify(connection, client, done),
  });
  // An idle connection that breaks is replaced by the pool; unheard, its error would end the process.
  pool.on("error", () => {});
  // The same for one in use: its query fails with the same error, and that one is heard.
  pool.on("connect", (connected) => connected.on("error", () => {}));
  return pool;
}

async function verify(
  connection: pg.PoolClient,
  client: BoundedConfig,
  done: (error?: Error) => void,
): Promise<void> {
  let fault: Error | undefined;
  try {
    await prepare(connection, client);
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error));
  }
  done(fault);
}

/** A server set to answer before the disk has the commit would break our promise. */
async function prepare(connection: pg.PoolClient, client: BoundedConfig): Promise<void> {
  const { rows } = await connection.query<{ refuses: boolean }>(atOnce(PREPARE, client));
  if (rows[0]?.refuses !== false) throw new NotWritable("the server takes no writes");
}

/** A question that belongs to being connected. */
function atOnce(text: string, { connectionTimeoutMillis }: BoundedConfig) {
  return { text, query_timeout: connectionTimeoutMillis };
}

/** `bigint` as a number: every one of ours is a seq, a year, a count, far below 2^53. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") => {
  if (oid === INT8) return Number;
  // The driver asks for whatever oid a column has; its type names only the built-in ones.
  const parsers: { getTypeParser(oid: number, format?: string): (text: string) => unknown } =
    pg.types;
  return parsers.getTypeParser(oid, format);
};
