/** How long what may take, and how many connections; milliseconds each. */
export interface PostgresSettings {
  /** Connections to the database, 2 or more; one more listens. */
  readonly connections: number;
  /** To be connected, or given a free connection. */
  readonly connectMs: number;
  /** One statement. */
  readonly statementMs: number;
  /** A transaction's wait for another, the log's turn included. */
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
  statementMs: 60_000,
  lockMs: 20_000,
  idleInTransactionMs: 15_000,
  patienceMs: 3000,
};

/** Beyond the server's own bound: a server that is halted cannot keep its bounds. */
const SILENCE_MS = 5000;

/** The settings as `pg` takes them. */
export function sessionSettings(settings: PostgresSettings) {
  return {
    connectionTimeoutMillis: settings.connectMs,
    statement_timeout: settings.statementMs,
    lock_timeout: settings.lockMs,
    idle_in_transaction_session_timeout: settings.idleInTransactionMs,
    query_timeout: settings.statementMs + SILENCE_MS,
  };
}
