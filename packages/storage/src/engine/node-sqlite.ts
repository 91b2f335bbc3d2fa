import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout } from "node:timers/promises";
import { type DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  type SqliteStatement,
} from "kysely";

/** Statements kept prepared; the repositories have fewer texts than this. */
const PREPARED = 200;

/** Kysely over Node's own SQLite. Write transactions take the write lock at their start. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    const config = { database: adapt(database) };
    super(config);
    this.#config = config;
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config, this.#database);
  }
}

/** Until when, on the steady clock, the transaction that is asked for waits. */
const patience = new AsyncLocalStorage<number>();
/** Longest pause between two tries, in milliseconds. */
const BUSY_PAUSE = 5;
const SQLITE_BUSY = 5;

/**
 * Runs `work`, whose transaction waits so long (milliseconds, from now on) for a writer of another
 * connection: those of this process stand in a queue, and one after another would each begin its
 * wait when it comes to its head.
 */
export function withPatience<T>(ms: number, work: () => Promise<T>): Promise<T> {
  return patience.run(performance.now() + ms, work);
}

/**
 * A deferred transaction that reads first and writes later fails when another process wrote
 * between; an immediate one waits its turn. It waits here, not in SQLite's own busy handler: that
 * one would hold up the event loop, and with it a writer of this process that has the lock.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(config: SqliteDialectConfig, database: DatabaseSync) {
    super(config);
    this.#database = database;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const until = patience.getStore() ?? performance.now();
    for (;;) {
      try {
        await connection.executeQuery(CompiledQuery.raw("begin immediate"));
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > until) throw error;
        await setTimeout(1 + Math.random() * BUSY_PAUSE);
      }
    }
  }

  /** On a full disk SQLite may have ended the transaction itself: why is what the caller is told. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    "errcode" in error &&
    typeof error.errcode === "number" &&
    (error.errcode & 0xff) === SQLITE_BUSY
  );
}

function adapt(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => {
      prepared.clear();
      if (database.isOpen) database.close();
    },
    prepare: (sql) => {
      const known = prepared.get(sql);
      if (known !== undefined) return known;
      const statement = adaptStatement(database.prepare(sql));
      if (prepared.size >= PREPARED) {
        const oldest = prepared.keys().next();
        if (oldest.done !== true) prepared.delete(oldest.value);
      }
      prepared.set(sql, statement);
      return statement;
    },
  };
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

function bindable(value: unknown): SQLInputValue {
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "bigint" ||
    value instanceof Uint8Array
  ) {
    return value;
  }
  throw new TypeError(`a parameter of type ${typeof value} cannot be bound`);
}
