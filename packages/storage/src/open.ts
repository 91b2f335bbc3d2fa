import { randomBytes, randomUUID } from "node:crypto";
import { airHoursOf } from "./air/air-hours.ts";
import { apiKeysOf } from "./api-keys.ts";
import { accountsOf } from "./access/account-store.ts";
import { screensOf } from "./access/screen-store.ts";
import { sessionsOf } from "./access/session-store.ts";
import { auditLogOf } from "./audit/audit-log.ts";
import { beginAnew } from "./backup/begin-anew.ts";
import { keepBeforeUpgrade } from "./backup/before-upgrade.ts";
import { checkLog } from "./backup/check-log.ts";
import { catalogueOf } from "./catalogue.ts";
import { readChange, readChangesSince, readHeadSeq } from "./change-log.ts";
import { watchCommits } from "./commit-watch.ts";
import { dispatchRecordsOf } from "./dispatch/dispatch-store.ts";
import { outboxOf } from "./dispatch/outbox-store.ts";
import type { Engine } from "./engine/engine.ts";
import { observed } from "./engine/observed.ts";
import { openPostgres } from "./engine/postgres.ts";
import type { PostgresSettings } from "./engine/postgres/settings.ts";
import { openSqlite, sqlitePath } from "./engine/sqlite.ts";
import { guarded } from "./errors.ts";
import { type Ground, guardedAll } from "./ground.ts";
import { pruneKeys } from "./idempotency.ts";
import {
  holdsPosition,
  type LogPosition,
  readAfter,
  readHead,
  renewDatabaseId,
} from "./log-position.ts";
import { claimMeta, readMeta, writeMeta } from "./meta.ts";
import { migrate, SCHEMA_VERSION } from "./migrations/migrate.ts";
import { readObservations, readRevisions } from "./observation-reads.ts";
import { reportsOf } from "./report/report-store.ts";
import { refuseMoved } from "./move/marks.ts";
import { openRound, readLastRound } from "./rounds.ts";
import { slateOf } from "./slate.ts";
import type { Storage } from "./storage.ts";
import { bulkLoad, submitObservations } from "./submission.ts";

export interface StorageOptions {
  /** `file:/path/diaodu.db` or `postgres://user@host,other/database`. */
  readonly url: string;
  /** Connections and time-outs, where the URL is one of PostgreSQL. */
  readonly postgres?: Partial<PostgresSettings> | undefined;
  readonly now: () => Date;
  /** How often to look for commits that nobody announced, in milliseconds; default 1000. */
  readonly pollMs?: number | undefined;
  /**
   * Whether an embedded database of an older schema is kept beside its upgrade; it is unless told.
   * See `keepBeforeUpgrade`.
   */
  readonly keepOld?: boolean | undefined;
  readonly newId?: (() => string) | undefined;
  readonly randomBytes?: ((count: number) => Buffer) | undefined;
}

/**
 * Opens the database, making it or bringing it forward when needed.
 *
 * @throws StorageUnavailable, SchemaTooNew, StorageMoved; RangeError for a URL that is neither of the two or cannot be meant
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { now, newId = randomUUID } = options;
  const engine = await guarded(async () => openEngine(options));
  try {
    if (engine.kind === "sqlite" && options.keepOld !== false) {
      await guarded(() => keepBeforeUpgrade(sqlitePath(options.url)));
    }
    await guarded(() => migrate(engine, { now, newId }));
    await guarded(() => refuseMoved(engine.reads));
    return storageOver(engine, options, await guarded(() => readHead(engine.reads)));
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openEngine({ url, postgres }: Pick<StorageOptions, "url" | "postgres">): Engine {
  if (url.startsWith("file:")) return openSqlite(url);
  if (/^postgres(ql)?:/u.test(url)) return openPostgres(url, postgres);
  throw new RangeError("a storage url starts with file: or postgres:");
}

function storageOver(opensWith: Engine, options: StorageOptions, startAt: LogPosition): Storage {
  const { engine, onWrite } = observed(opensWith);
  const db = engine.reads;
  const watch = watchCommits({
    readHead: () => readHead(db),
    holds: (position) => holdsPosition(db, position),
    listen: (wake, missed) => engine.listen(wake, missed),
    pollMs: options.pollMs ?? 1000,
    startAt,
  });
  const ground: Ground = {
    engine,
    now: options.now,
    newId: options.newId ?? randomUUID,
    randomBytes: options.randomBytes ?? randomBytes,
    reached: watch.reached,
  };
  return {
    databaseId: startAt.database,
    schemaVersion: SCHEMA_VERSION,
    kind: engine.kind,
    ...guardedAll(figuresOf(ground)),
    ...guardedAll(catalogueOf(ground)),
    ...guardedAll(apiKeysOf(ground)),
    ...guardedAll(accountsOf(ground)),
    ...guardedAll(sessionsOf(ground)),
    ...guardedAll(screensOf(ground)),
    ...guardedAll(reportsOf(ground)),
    ...guardedAll(auditLogOf(ground)),
    ...guardedAll(airHoursOf(ground)),
    ...guardedAll(dispatchRecordsOf(ground)),
    ...guardedAll(outboxOf(engine)),
    meta: guardedAll({
      get: (key: string) => readMeta(db, key),
      set: (key: string, value: string) => engine.write((tx) => writeMeta(tx, key, value)),
      claim: (key: string, value: string) => engine.write((tx) => claimMeta(tx, key, value)),
    }),
    slate: guardedAll(slateOf(engine)),
    onCommit: watch.onCommit,
    onWrite,
    pool: () => engine.pool(),
    close: async () => {
      await watch.stop();
      await engine.close();
    },
  };
}

type Figures = Pick<
  Storage,
  | "headSeq"
  | "submitObservations"
  | "bulkLoad"
  | "openRound"
  | "lastRound"
  | "observations"
  | "revisions"
  | "changesSince"
  | "change"
  | "head"
  | "changesAfter"
  | "renewDatabaseId"
  | "checkLog"
  | "beginAnew"
  | "pruneIdempotency"
>;

function figuresOf(ground: Ground): Figures {
  const { engine, newId } = ground;
  const db = engine.reads;
  return {
    headSeq: () => readHeadSeq(db),
    submitObservations: (submission) => submitObservations(ground, submission),
    bulkLoad: async (load) => {
      const { stored, lastSeq } = await bulkLoad(ground, load);
      return { stored, seq: lastSeq ?? (await readHeadSeq(db)) };
    },
    openRound: (opening) => openRound(ground, opening),
    lastRound: (at) => readLastRound(db, at?.atSeq),
    observations: (filter) => readObservations(db, filter),
    revisions: (filter) => readRevisions(db, filter),
    changesSince: (seq, limit) => readChangesSince(db, seq, limit),
    change: (seq) => readChange(db, seq),
    head: () => readHead(db),
    changesAfter: (from, limit = 500) => readAfter(db, from, limit),
    renewDatabaseId: (from) => renewDatabaseId(engine, { from, to: newId() }),
    checkLog: () => checkLog(db),
    beginAnew: (audit) => beginAnew(ground, audit),
    pruneIdempotency: (now) => engine.write((tx) => pruneKeys(tx, now)),
  };
}
