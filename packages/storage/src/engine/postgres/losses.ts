import pg from "pg";

/** The server that was found takes no writes: a standby, or one set to read only. */
export class NotWritable extends Error {
  override readonly name = "NotWritable";
  /** read_only_sql_transaction */
  readonly code = "25006";
}

/** The server was given up while somebody waited for a connection to it. */
export class PlaceLeft extends Error {
  override readonly name = "PlaceLeft";

  constructor() {
    super("connection terminated: the server was given up");
  }
}

/** The connection went while the commit was under way: only the database knows what became of it. */
export class CommitLost extends Error {
  override readonly name = "CommitLost";

  constructor(cause: unknown) {
    super("connection terminated during commit: the outcome is unknown", { cause });
  }
}

/**
 * https://www.postgresql.org/docs/current/errcodes-appendix.html: connection exceptions; 57P01–05
 * the server ends, starts, or ended us; 25P03 it ended a transaction that stood idle.
 */
const LOST_CODE = /^(08|57P0[1-5]|25P03)/u;
const LOST_NETWORK = new Set([
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
const LOST_SENTENCE =
  /connection terminated|connection ended|timeout expired|query read timeout|connection error|not queryable|discarded|after calling end on the pool/iu;
const SILENCE = /query read timeout/iu;
const NOT_SENT = /not queryable|discarded/iu;

/** Whether the connection is gone, or never came to be, rather than a statement refused. */
export function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isLost);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (error instanceof pg.DatabaseError) return LOST_CODE.test(code);
  return LOST_NETWORK.has(code) || (code === "" && LOST_SENTENCE.test(error.message));
}

/** Whether the server was waited for in vain, for as long as the statement may take. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && SILENCE.test(error.message);
}

/** Whether the statement never left: the connection was known to be gone. */
export function wasNotSent(error: unknown): boolean {
  return error instanceof Error && NOT_SENT.test(error.message);
}

/** Whether the server takes no writes (any more). */
export function isReadOnly(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isReadOnly);
  return error instanceof Error && "code" in error && error.code === "25006";
}

/** Whether another server, or this one a moment later, may do what failed here. */
export function mayPass(error: unknown): boolean {
  return isLost(error) || isReadOnly(error);
}
