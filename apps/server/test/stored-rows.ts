import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";

/** What a database file holds, looked at from outside of the server. */
export interface StoredRows {
  /** Digest of every table but the audit log, its turns and when something was last seen or used. */
  digest(): string;
  auditRows(): number;
  close(): void;
}

/** Written by reading, or by a refusal on purpose: failed attempts are counted. */
const MOVING: Readonly<Record<string, readonly string[]>> = {
  session: ["last_seen_at", "data"],
  screen: ["last_seen_at"],
  api_key: ["last_used_at"],
  account: ["failures", "locked_until"],
};

export function watchRows(path: string): StoredRows {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
    .all()
    .map(({ name }) => String(name))
    .filter((name) => !name.startsWith("audit"));
  const readers = tables.map((name) => {
    const columns = db
      .prepare(`select name from pragma_table_info('${name}')`)
      .all()
      .map((row) => String(row["name"]))
      .filter((column) => MOVING[name]?.includes(column) !== true);
    return db.prepare(`select ${columns.map((one) => `"${one}"`).join(", ")} from "${name}"`);
  });
  const version = db.prepare("pragma data_version");
  const audit = db.prepare("select count(*) as n from audit");
  let known = { version: Number.NaN, digest: "" };
  return {
    digest() {
      const now = Number(version.get()?.["data_version"]);
      if (now !== known.version) {
        const hash = createHash("sha256");
        for (const reader of readers) hash.update(JSON.stringify(reader.all()));
        known = { version: now, digest: hash.digest("hex") };
      }
      return known.digest;
    },
    auditRows: () => Number(audit.get()?.["n"]),
    close: () => db.close(),
  };
}
