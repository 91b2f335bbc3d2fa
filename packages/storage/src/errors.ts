/** The database cannot be reached, is full, broken or locked: nothing wrong with the request. */
export class StorageUnavailable extends Error {
  override readonly name = "StorageUnavailable";
  /** Its disk has no room: what is there can still be read, and writing works again with room. */
  readonly full: boolean;

  constructor(cause: unknown) {
    super(`storage unavailable: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.full = isFull(cause);
  }
}

/** The database was written by a newer version of this program; opening it could harm it. */
export class SchemaTooNew extends Error {
  override readonly name = "SchemaTooNew";
  readonly found: number;
  readonly known: number;

  constructor(found: number, known: number) {
    super(`the database has schema ${found}, this program knows ${known}`);
    this.found = found;
    this.known = known;
  }
}

/** Work on a whole database that was not done. */
export class WorkRefused<Fault> extends Error {
  /** Why: what a person is told is made from it. */
  readonly fault: Fault;

  constructor(what: string, fault: Fault) {
    super(`${what} was refused: ${JSON.stringify(fault)}`);
    this.fault = fault;
  }
}

/**
 * The content of the database is elsewhere, is on its way there, or is not all here yet: who worked
 * with it would work with a part, or in vain.
 */
export class StorageMoved extends Error {
  override readonly name = "StorageMoved";
  readonly state: "moving" | "moved" | "arriving";
  /** `host:port/database` that it goes or went to, without secrets; empty for `arriving`. */
  readonly to: string;
  /** ISO 8601 UTC: since when it is so. */
  readonly at: string;

  constructor(state: StorageMoved["state"], where: { readonly to: string; readonly at: string }) {
    super(`the database is ${state} ${where.to} since ${where.at}`);
    this.state = state;
    this.to = where.to;
    this.at = where.at;
  }
}

/** https://www.sqlite.org/rescode.html, primary codes that speak of the environment, not the statement. */
const SQLITE_ENVIRONMENT = new Set([
  5, // BUSY: another process held the file longer than busy_timeout
  6, // LOCKED
  7, // NOMEM
  8, // READONLY
  10, // IOERR
  11, // CORRUPT
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
  22, // NOLFS
  26, // NOTADB
]);

/**
 * https://www.postgresql.org/docs/current/errcodes-appendix.html: connection, authorization,
 * resources, operator intervention, system; 55P03 a lock not granted in time; 57014 a statement
 * that took too long; 25006 a standby; 3D000 no such database.
 */
const POSTGRES_ENVIRONMENT = /^(08|28|53|57P|57014|58|XX|55P03|25006|3D000|25P03)/u;

const NETWORK = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "ENETDOWN",
  "ENETUNREACH",
  "EACCES",
  "ENOSPC",
  "EDQUOT",
  "EROFS",
  "EMFILE",
]);

/** A certificate that is not believed, or a handshake that came to nothing: Node's and OpenSSL's codes. */
const TLS = /^(ERR_TLS_|ERR_SSL_|EPROTO|UNABLE_TO_)|CERT/u;

/** `pg` and its pool report a lost connection as a plain Error with one of these sentences. */
const LOST_CONNECTION =
  /connection terminated|connection ended|timeout expired|query read timeout|not support ssl|establishing an ssl connection|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|discarded/iu;

/** SQLITE_FULL, and SQLITE_IOERR_SHMSIZE: no room for the index of the WAL. */
const SQLITE_FULL = 13;
const SQLITE_NO_ROOM_FOR_INDEX = 4874;
/** A file system's own words, and PostgreSQL's disk_full. */
const NO_ROOM = new Set(["ENOSPC", "EDQUOT", "53100"]);

/** Whether an error says that a disk has no room, or a user no more of it. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if (error.code !== "ERR_SQLITE_ERROR") return NO_ROOM.has(String(error.code));
  const errcode = "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
  return (errcode & 0xff) === SQLITE_FULL || errcode === SQLITE_NO_ROOM_FOR_INDEX;
}

/** Whether the environment failed, rather than the statement or the program. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "ERR_SQLITE_ERROR") {
    const errcode = "errcode" in error && typeof error.errcode === "number" ? error.errcode : 0;
    return SQLITE_ENVIRONMENT.has(errcode & 0xff);
  }
  if (NETWORK.has(code) || TLS.test(code) || (code.length === 5 && POSTGRES_ENVIRONMENT.test(code)))
    return true;
  return code === "" && LOST_CONNECTION.test(error.message);
}

/** Runs `work`; a failing environment comes out as {@link StorageUnavailable}. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isUnavailable(error) ? new StorageUnavailable(error) : error;
  }
}
