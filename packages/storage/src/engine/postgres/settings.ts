/** How long what may take, and how many connections; milliseconds each. */
export interface PostgresSettings {
  /** Connections to the database, 2 or more; one more listens. */
  readonly connections: number;
  /** To be connected; a read's wait for a free connection too. */
  readonly connectMs: number;
  /** One read. */
  readonly readMs: number;
  /** One statement of a transaction, the upgrade of a large database included. */
  readonly statementMs: number;
  /**
   * A transaction's wait for another, the log's turn included; and its wait for a free connection,
   * which those have who wait for the turn.
   */
  readonly lockMs: number;
  /**
   * A transaction in which nothing happens: its program was halted. Below `lockMs`, so that who
   * waits for it sees it ended.
   */
  readonly idleInTransactionMs: number;
  /** For how long a write looks for a server that takes it, when the one it had is gone. */
  readonly patienceMs: number;
}

export const DEFAULT_SETTINGS: PostgresSettings = {
  connections: 12,
  connectMs: 5000,
  readMs: 8000,
  statementMs: 60_000,
  lockMs: 20_000,
  idleInTransactionMs: 15_000,
  patienceMs: 3000,
};

/** Beyond the server's own bound: a server that is halted, or cut off, cannot keep its bounds. */
const SILENCE_MS = 2000;

/** The settings as `pg` takes them, for a connection that writes or listens. */
export function sessionSettings(settings: PostgresSettings) {
  return {
    connectionTimeoutMillis: settings.connectMs,
    ...boundOf(settings.statementMs),
    lock_timeout: settings.lockMs,
    idle_in_transaction_session_timeout: settings.idleInTransactionMs,
  };
}

/** What a read may take: somebody waits for it, whom a refusal serves better than a minute. */
export function readSettings({ readMs }: PostgresSettings) {
  return boundOf(readMs);
}

function boundOf(ms: number) {
  return { statement_timeout: ms, query_timeout: ms + SILENCE_MS };
}
