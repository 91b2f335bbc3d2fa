import { appendAudit } from "../audit/append.ts";
import type { Engine } from "../engine/engine.ts";
import type { Reports } from "./reports.ts";

type Attachments = Pick<Reports, "saveAttachment" | "attachment" | "attachmentBytes">;

/** Files beside figures, kept in the database: one backup holds everything. */
export function attachmentsOf(engine: Engine): Attachments {
  const db = engine.reads;
  return {
    saveAttachment: ({ id, unit, name, mediaType, size, sha256, by, at }, bytes, audit) =>
      engine.write(async (tx) => {
        await tx
          .insertInto("attachment")
          .values({
            id,
            unit,
            name,
            media_type: mediaType,
            size,
            sha256,
            by_account: by.accountId,
            by_name: by.name,
            made_at: at,
            bytes,
          })
          .execute();
        await appendAudit(engine, tx, [audit]);
      }),

    attachment: async (id) => {
      const row = await db
        .selectFrom("attachment")
        .select([
          "id",
          "unit",
          "name",
          "media_type",
          "size",
          "sha256",
          "by_account",
          "by_name",
          "made_at",
        ])
        .where("id", "=", id)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        id: row.id,
        unit: row.unit,
        name: row.name,
        mediaType: row.media_type,
        size: row.size,
        sha256: row.sha256,
        by: { accountId: row.by_account, name: row.by_name },
        at: row.made_at,
      };
    },

    attachmentBytes: async (id) => {
      const row = await db
        .selectFrom("attachment")
        .select("bytes")
        .where("id", "=", id)
        .executeTakeFirst();
      return row?.bytes ?? null;
    },
  };
}
