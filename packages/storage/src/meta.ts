import type { Reader, Writer } from "./engine/engine.ts";

/** The name under which the database keeps its own id. */
export const DATABASE_ID = "database_id";
/** When the last backup was made that was found whole; ISO 8601 UTC. */
export const LAST_BACKUP_AT = "last_backup_at";

export async function readMeta(db: Reader, key: string): Promise<string | null> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", key).executeTakeFirst();
  return row?.value ?? null;
}

/** The id of the database. */
export async function readDatabaseId(db: Reader): Promise<string> {
  const { value } = await db
    .selectFrom("meta")
    .select("value")
    .where("key", "=", DATABASE_ID)
    .executeTakeFirstOrThrow();
  return value;
}

/** Writes it where there is nothing yet; what stands afterwards, whoever of several wrote it. */
export async function claimMeta(tx: Writer, key: string, value: string): Promise<string> {
  await tx
    .insertInto("meta")
    .values({ key, value })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value: stands } = await tx
    .selectFrom("meta")
    .select("value")
    .where("key", "=", key)
    .executeTakeFirstOrThrow();
  return stands;
}

/** @throws RangeError for the database's own id, which is renewed by `renewDatabaseId` alone */
export async function writeMeta(tx: Writer, key: string, value: string): Promise<void> {
  if (key === DATABASE_ID) throw new RangeError(`${DATABASE_ID} is not set by hand`);
  await tx
    .insertInto("meta")
    .values({ key, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}
