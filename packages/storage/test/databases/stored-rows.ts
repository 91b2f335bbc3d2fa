import { createHash } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import pg from "pg";

/** What a database holds, looked at from outside of the server. */
export interface StoredRows {
  /** Digest of every table but the audit log, its turns and when something was last seen or used. */
  digest(): Promise<string>;
  auditRows(): Promise<number>;
  close(): Promise<void>;
}

/** Written by reading, or by a refusal on purpose: failed attempts are counted. */
const MOVING: Readonly<Record<string, readonly string[]>> = {
  session: ["last_seen_at", "data"],
  screen: ["last_seen_at"],
  api_key: ["last_used_at"],
  account: ["failures", "locked_until"],
};

/** A refusal is counted on the slate, so that there is an end to it. */
const isWatched = (table: string): boolean => !table.startsWith("audit") && table !== "slate";
const isStill = (table: string, column: string): boolean =>
  MOVING[table]?.includes(column) !== true;

/** @param url of either kind */
export async function watchRows(url: string): Promise<StoredRows> {
  return url.startsWith("file:") ? watchFile(url.slice("file:".length)) : watchPostgres(url);
}

function watchFile(path: string): StoredRows {
  const db = new DatabaseSync(path, { readOnly: true });
  const tables = db
    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
    .all()
    .map(({ name }) => String(name))
    .filter(isWatched);
  const readers = tables.map((name) => {
    const columns = db
      .prepare(`select name from pragma_table_info('${name}')`)
      .all()
      .map((row) => String(row["name"]))
      .filter((column) => isStill(name, column));
    return db.prepare(`select ${columns.map((one) => `"${one}"`).join(", ")} from "${name}"`);
  });
  const version = db.prepare("pragma data_version");
  const audit = db.prepare("select count(*) as n from audit");
  const digest = digestByVersion(
    async () => String(version.get()?.["data_version"]),
    async () => {
      const hash = createHash("sha256");
      for (const reader of readers) hash.update(JSON.stringify(reader.all()));
      return hash.digest("hex");
    },
  );
  return {
    digest,
    auditRows: async () => Number(audit.get()?.["n"]),
    close: async () => db.close(),
  };
}

async function watchPostgres(url: string): Promise<StoredRows> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const first = async (statement: string): Promise<string> => {
    const { rows } = await client.query<{ value: string }>(statement);
    return rows[0]?.value ?? "";
  };
  const { rows: columns } = await client.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' order by 1, ordinal_position`,
  );
  const tables = new Map<string, string[]>();
  for (const { table, column } of columns) {
    if (!isWatched(table) || !isStill(table, column)) continue;
    tables.set(table, [...(tables.get(table) ?? []), `"${column}"`]);
  }
  // Rows have no order of their own: their hashes are added up.
  const sums = [...tables].map(([table, own]) => {
    const names = own.join(", ");
    return `(select sum(hashtextextended(r::text, 0)) from (select ${names} from "${table}") r)`;
  });
  const digest = digestByVersion(
    // Grows whenever a transaction of this server, in any of its databases, begins to write.
    () => first("select pg_snapshot_xmax(pg_current_snapshot())::text as value"),
    () => first(`select concat_ws(' ', ${sums.join(", ")}) as value`),
  );
  return {
    digest,
    auditRows: async () => Number(await first("select count(*) as value from audit")),
    close: () => client.end(),
  };
}

/** Reads everything only where something may have been written since. */
function digestByVersion(
  readVersion: () => Promise<string>,
  readAll: () => Promise<string>,
): () => Promise<string> {
  let known = { version: "", digest: "" };
  return async () => {
    const version = await readVersion();
    if (version !== known.version) known = { version, digest: await readAll() };
    return known.digest;
  };
}
