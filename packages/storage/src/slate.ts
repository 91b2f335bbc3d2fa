import { sql } from "kysely";
import type { Engine } from "./engine/engine.ts";

/** Something on the slate, while it is there. */
export interface SlateNote {
  readonly key: string;
  readonly value: string;
}

/**
 * What the servers of one database share for a while: work under way, counters, codes. It is no fact
 * of the log: nobody is told of a change, and after `until` it is as if it had never been. Instants
 * are ISO 8601 UTC; `now` is the caller's, so that tests and servers go by one clock.
 */
export interface Slate {
  read(key: string, now: string): Promise<string | null>;
  /** Everything whose key begins so, by key. */
  list(prefix: string, now: string): Promise<SlateNote[]>;
  /**
   * Writes where the slate still says `was`; null where it says nothing.
   * @returns false where somebody else was faster, and nothing is written
   */
  put(
    key: string,
    value: string,
    o: { readonly was: string | null; readonly now: string; readonly until: string },
  ): Promise<boolean>;
  /**
   * So many more of what is counted under this key, one unless told; the first begin a count that
   * ends at `until`.
   * @returns the count with these, and when it ends
   */
  count(
    key: string,
    o: { readonly now: string; readonly until: string; readonly by?: number },
  ): Promise<{ readonly count: number; readonly until: string }>;
  /** Takes the last one back: it was not meant to be counted. */
  uncount(key: string): Promise<void>;
  /** How many were counted. */
  counted(key: string, now: string): Promise<number>;
  /** Keeps a file under this key. */
  putBytes(key: string, bytes: Uint8Array, until: string): Promise<void>;
  /** A part of the file, or all of it; null where there is none. */
  bytes(
    key: string,
    part?: { readonly from: number; readonly length: number },
  ): Promise<Uint8Array | null>;
  /** Removes everything whose key begins so. */
  wipe(prefix: string): Promise<void>;
  /** Removes what is over; returns how many. */
  pruneSlate(now: string): Promise<number>;
}

export function slateOf(engine: Engine): Slate {
  const db = engine.reads;
  const standing = (key: string, now: string) =>
    db.selectFrom("slate").where("key", "=", key).where("ends_at", ">", now);
  /** Above every key that begins so: no key holds this character. */
  const above = (prefix: string) => `${prefix}\uffff`;

  return {
    async read(key, now) {
      const row = await standing(key, now).select("value").executeTakeFirst();
      return row?.value ?? null;
    },

    list: (prefix, now) =>
      db
        .selectFrom("slate")
        .select(["key", "value"])
        .where("key", ">=", prefix)
        .where("key", "<", above(prefix))
        .where("ends_at", ">", now)
        .orderBy("key")
        .execute(),

    put: (key, value, { was, now, until }) =>
      engine.write(async (tx) => {
        const written =
          was === null
            ? await tx
                .insertInto("slate")
                .values({ key, value, count: 0, bytes: null, ends_at: until })
                .onConflict((conflict) =>
                  conflict
                    .column("key")
                    .doUpdateSet({ value, count: 0, bytes: null, ends_at: until })
                    .where("slate.ends_at", "<=", now),
                )
                .returning("key")
                .executeTakeFirst()
            : await tx
                .updateTable("slate")
                .set({ value, ends_at: until })
                .where("key", "=", key)
                .where("value", "=", was)
                .where("ends_at", ">", now)
                .returning("key")
                .executeTakeFirst();
        return written !== undefined;
      }),

    count: (key, { now, until, by = 1 }) =>
      engine.write(async (tx) => {
        const row = await tx
          .insertInto("slate")
          .values({ key, value: "", count: by, bytes: null, ends_at: until })
          .onConflict((conflict) =>
            conflict.column("key").doUpdateSet({
              count: sql`case when slate.ends_at <= ${now} then ${by} else slate.count + ${by} end`,
              ends_at: sql`case when slate.ends_at <= ${now} then ${until} else slate.ends_at end`,
            }),
          )
          .returning(["count", "ends_at"])
          .executeTakeFirstOrThrow();
        return { count: row.count, until: row.ends_at };
      }),

    uncount: (key) =>
      engine.write(async (tx) => {
        await tx
          .updateTable("slate")
          .set({ count: sql`slate.count - 1` })
          .where("key", "=", key)
          .where("count", ">", 0)
          .execute();
      }),

    async counted(key, now) {
      const row = await standing(key, now).select("count").executeTakeFirst();
      return row?.count ?? 0;
    },

    putBytes: (key, bytes, until) =>
      engine.write(async (tx) => {
        const kept = { value: "", count: 0, bytes, ends_at: until };
        await tx
          .insertInto("slate")
          .values({ key, ...kept })
          .onConflict((conflict) => conflict.column("key").doUpdateSet(kept))
          .execute();
      }),

    async bytes(key, part) {
      const wanted =
        part === undefined
          ? sql<Uint8Array | null>`bytes`
          : sql<Uint8Array | null>`substr(bytes, ${sql.lit(part.from + 1)}, ${sql.lit(part.length)})`;
      const row = await db
        .selectFrom("slate")
        .select(wanted.as("bytes"))
        .where("key", "=", key)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },

    wipe: (prefix) =>
      engine.write(async (tx) => {
        await tx
          .deleteFrom("slate")
          .where("key", ">=", prefix)
          .where("key", "<", above(prefix))
          .execute();
      }),

    pruneSlate: (now) =>
      engine.write(async (tx) => {
        const result = await tx.deleteFrom("slate").where("ends_at", "<=", now).executeTakeFirst();
        return Number(result.numDeletedRows);
      }),
  };
}
