import { randomBytes, randomUUID } from "node:crypto";
import { type ApiKeys, apiKeysOf } from "./api-keys.ts";
import { readCatalogue } from "./catalogue-reads.ts";
import { saveCatalogue } from "./catalogue-writes.ts";
import { readChange, readChangesSince, readHeadSeq } from "./change-log.ts";
import { watchCommits } from "./commit-watch.ts";
import type { Engine } from "./engine/engine.ts";
import { openPostgres } from "./engine/postgres.ts";
import { openSqlite } from "./engine/sqlite.ts";
import { guarded } from "./errors.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { migrate, SCHEMA_VERSION } from "./migrations/migrate.ts";
import { readObservations, readRevisions } from "./observation-reads.ts";
import { openRound, readLastRound } from "./rounds.ts";
import type { CatalogueInput, CatalogueWrite, ChangeNote, Storage } from "./storage.ts";
import { bulkLoad, submitObservations } from "./submission.ts";

export interface StorageOptions {
  /** `file:/path/diaodu.db` or `postgres://user@host/database`. */
  readonly url: string;
  readonly now: () => Date;
  /** How often to look for commits that nobody announced, in milliseconds; default 1000. */
  readonly pollMs?: number | undefined;
  readonly newId?: (() => string) | undefined;
  readonly randomBytes?: ((count: number) => Buffer) | undefined;
}

/**
 * Opens the database, making it or bringing it forward when needed.
 *
 * @throws StorageUnavailable, SchemaTooNew; RangeError for a URL that is neither of the two
 */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  const { now, newId = randomUUID } = options;
  const engine = await guarded(async () => openEngine(options.url));
  try {
    const databaseId = await guarded(() => migrate(engine, { now, newId }));
    const startAt = await guarded(() => readHeadSeq(engine.reads));
    return storageOver(engine, options, { databaseId, startAt });
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function openEngine(url: string): Engine {
  if (url.startsWith("file:")) return openSqlite(url);
  if (/^postgres(ql)?:/u.test(url)) return openPostgres(url);
  throw new RangeError("a storage url starts with file: or postgres:");
}

function storageOver(
  engine: Engine,
  options: StorageOptions,
  opened: { readonly databaseId: string; readonly startAt: number },
): Storage {
  const { now } = options;
  const db = engine.reads;
  const watch = watchCommits({
    readHead: () => readHeadSeq(db),
    listen: (wake) => engine.listen(wake),
    pollMs: options.pollMs ?? 1000,
    startAt: opened.startAt,
  });
  const save = (input: CatalogueInput, note: ChangeNote = {}): Promise<CatalogueWrite> =>
    guarded(async () => {
      const reason = note.reason ?? null;
      const seq = await saveCatalogue(engine, input, { reason, committedAt: now().toISOString() });
      if (seq === null) return { seq: await readHeadSeq(db), changed: false };
      watch.reached(seq);
      return { seq, changed: true };
    });

  return {
    databaseId: opened.databaseId,
    schemaVersion: SCHEMA_VERSION,
    kind: engine.kind,
    headSeq: () => guarded(() => readHeadSeq(db)),
    submitObservations: (submission) =>
      guarded(async () => {
        const result = await submitObservations(engine, submission);
        if (result.kind === "committed") watch.reached(result.seq);
        return result;
      }),
    bulkLoad: (load) =>
      guarded(async () => {
        const { stored, lastSeq } = await bulkLoad(engine, load);
        if (lastSeq !== null) watch.reached(lastSeq);
        return { stored, seq: lastSeq ?? (await readHeadSeq(db)) };
      }),
    saveIndicator: (indicator, note) => save({ indicators: [indicator] }, note),
    saveRegion: (region, note) => save({ regions: [region] }, note),
    saveTarget: (target, note) => save({ targets: [target] }, note),
    saveRule: (rule, note) => save({ rules: [rule] }, note),
    saveBoardRows: (rows) => save({ boardRows: rows }),
    saveCatalogue: save,
    openRound: (opening) =>
      guarded(async () => {
        const seq = await openRound(engine, opening);
        if (seq !== null) watch.reached(seq);
        return seq;
      }),
    lastRound: (at) => guarded(() => readLastRound(db, at?.atSeq)),
    catalogue: (at) => guarded(() => readCatalogue(db, at?.atSeq)),
    observations: (filter) => guarded(() => readObservations(db, filter)),
    revisions: (filter) => guarded(() => readRevisions(db, filter)),
    changesSince: (seq, limit) => guarded(() => readChangesSince(db, seq, limit)),
    change: (seq) => guarded(() => readChange(db, seq)),
    meta: {
      get: (key) => guarded(() => readMeta(db, key)),
      set: (key, value) => guarded(() => engine.write((tx) => writeMeta(tx, key, value))),
    },
    ...guardedKeys(
      apiKeysOf(engine, {
        now,
        newId: options.newId ?? randomUUID,
        randomBytes: options.randomBytes ?? randomBytes,
      }),
    ),
    onCommit: watch.onCommit,
    close: async () => {
      await watch.stop();
      await engine.close();
    },
  };
}

function guardedKeys(keys: ApiKeys): ApiKeys {
  return {
    createApiKey: (input) => guarded(() => keys.createApiKey(input)),
    findApiKey: (secret) => guarded(() => keys.findApiKey(secret)),
    revokeApiKey: (id, now) => guarded(() => keys.revokeApiKey(id, now)),
    listApiKeys: () => guarded(() => keys.listApiKeys()),
  };
}
