import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach } from "vitest";
import { type BackupFault, BackupRefused, openStorage, type Storage } from "../../src/index.ts";
import { made } from "../contract/accounts.ts";
import { AUDIT, commit, figure, now } from "../contract/figures.ts";
import { sessionOf, write } from "../contract/sessions.ts";

/** An embedded database in a folder of its own; each test of the file has another. */
export interface City {
  readonly folder: string;
  /** The file, there or not. */
  readonly database: string;
  /** A storage over the file, closed after the test unless before. */
  open(path?: string): Promise<Storage>;
  close(storage: Storage): Promise<void>;
  /** A database with a session, audit rows and `figures` changes of the log; three unless told. */
  filled(figures?: number): Promise<Storage>;
}

/** Gives each test of the file its city, and removes it afterwards. */
export function cityOfEachTest(): City {
  const root = mkdtempSync(join(tmpdir(), "diaodu-backup-"));
  const opened: Storage[] = [];
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(root, "one-"));
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((storage) => storage.close()));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const city: City = {
    get folder() {
      return folder;
    },
    get database() {
      return join(folder, "diaodu.db");
    },
    async open(path = city.database) {
      const storage = await openStorage({ url: `file:${path}`, now });
      opened.push(storage);
      return storage;
    },
    async close(storage) {
      opened.splice(opened.indexOf(storage), 1);
      await storage.close();
    },
    async filled(figures = 3) {
      const storage = await city.open();
      for (let n = 0; n < figures; n += 1) {
        const reason = n === 0 ? null : "更正";
        await commit(storage, [figure({ value: String(1000 + n), reason })], { audit: AUDIT });
      }
      const { id } = await made(storage);
      await write(storage, sessionOf(id, "s1"));
      return storage;
    },
  };
  return city;
}

/** Why the work was refused. @throws Error when it was not */
export async function fault(work: Promise<unknown>): Promise<BackupFault> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof BackupRefused) return error.fault;
  throw new Error("not refused", { cause: error });
}
