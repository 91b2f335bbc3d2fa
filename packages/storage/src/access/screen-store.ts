import type { Selectable } from "kysely";
import { appendAudit } from "../audit/append.ts";
import { commit, type Ground } from "../ground.ts";
import type { Schema } from "../schema.ts";
import { createTouch } from "../touch.ts";
import { accessChange } from "./access-change.ts";
import type { Screen, Screens } from "./sessions.ts";

/** When a screen was seen is written this seldom, in milliseconds. */
const SEEN_WRITTEN_EVERY = 10 * 60_000;

export function screensOf(ground: Ground): Screens {
  const { engine, newId } = ground;
  const touch = createTouch();
  const db = engine.reads;
  return {
    requestPairing: ({ code, tokenHash, expiresAt }) =>
      engine.write(async (tx) => {
        // A display that asks again shows a new code; its former one opens nothing any more.
        await tx
          .deleteFrom("pairing")
          .where((eb) =>
            eb.or([
              eb("expires_at", "<=", ground.now().toISOString()),
              eb("token_hash", "=", tokenHash),
            ]),
          )
          .execute();
        const noted = await tx
          .insertInto("pairing")
          .values({ code, token_hash: tokenHash, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column("code").doNothing())
          .returning("code")
          .executeTakeFirst();
        return { kind: noted === undefined ? "code_in_use" : "noted" };
      }),

    pairScreen: ({ code, name, by, at, audit }) =>
      commit(ground, async (tx) => {
        // Of two who type one code at once, one removes the row.
        const asked = await tx
          .deleteFrom("pairing")
          .where("code", "=", code)
          .where("expires_at", ">", at)
          .returning("token_hash")
          .executeTakeFirst();
        if (asked === undefined) return null;
        const { token_hash } = asked;
        const row = await tx
          .insertInto("screen")
          .values({
            id: newId(),
            name,
            token_hash,
            paired_at: at,
            paired_by: by,
            last_seen_at: null,
            revoked_at: null,
          })
          // A display that was shut out may ask again with the secret that it kept.
          .onConflict((conflict) =>
            conflict.column("token_hash").doUpdateSet({
              name,
              paired_at: at,
              paired_by: by,
              last_seen_at: null,
              revoked_at: null,
            }),
          )
          .returningAll()
          .executeTakeFirstOrThrow();
        await appendAudit(engine, tx, [audit]);
        return screenOf(row);
      }),

    screenByToken: async (tokenHash, now) => {
      const row = await db
        .selectFrom("screen")
        .selectAll()
        .where("token_hash", "=", tokenHash)
        .executeTakeFirst();
      if (row === undefined || row.revoked_at !== null) {
        const waiting = await db
          .selectFrom("pairing")
          .select("code")
          .where("token_hash", "=", tokenHash)
          .where("expires_at", ">", now)
          .executeTakeFirst();
        return waiting === undefined ? null : "waiting";
      }
      const seen = row.last_seen_at;
      if (seen !== null && Date.parse(now) - Date.parse(seen) < SEEN_WRITTEN_EVERY) {
        return screenOf(row);
      }
      await touch(row.id, () =>
        engine.write((tx) =>
          tx.updateTable("screen").set({ last_seen_at: now }).where("id", "=", row.id).execute(),
        ),
      );
      return { ...screenOf(row), lastSeenAt: now };
    },

    screens: async () => {
      const rows = await db
        .selectFrom("screen")
        .selectAll()
        .orderBy("paired_at")
        .orderBy("id")
        .execute();
      return rows.map(screenOf);
    },

    revokeScreen: (id, { at, audit }) =>
      commit(ground, async (tx, append) => {
        const row = await tx
          .updateTable("screen")
          .set({ revoked_at: at })
          .where("id", "=", id)
          .where("revoked_at", "is", null)
          .returning("id")
          .executeTakeFirst();
        if (row === undefined) return false;
        await append(accessChange({ screens: [id] }), at);
        await appendAudit(engine, tx, [audit]);
        return true;
      }),
  };
}

function screenOf(row: Selectable<Schema["screen"]>): Screen {
  return {
    id: row.id,
    name: row.name,
    pairedAt: row.paired_at,
    pairedBy: row.paired_by,
    lastSeenAt: row.last_seen_at,
    revokedAt: row.revoked_at,
  };
}
