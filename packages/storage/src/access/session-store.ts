import type { ExpressionBuilder, Selectable } from "kysely";
import { appendAudit } from "../audit/append.ts";
import { commit, type Ground } from "../ground.ts";
import type { Schema } from "../schema.ts";
import { createTouch } from "../touch.ts";
import { accessChange } from "./access-change.ts";
import type { Session, Sessions } from "./sessions.ts";

/** A disk sync for every request would be dear: when a session was seen is written this seldom. */
const SEEN_WRITTEN_EVERY = 60_000;

/** Seen so far in the future is before the clock was stepped back; servers' clocks differ by less. */
const STEPPED_BACK = 5 * 60_000;

type Row = Selectable<Schema["session"]>;

export function sessionsOf(ground: Ground): Sessions {
  const { engine } = ground;
  const touch = createTouch();
  const db = engine.reads;
  const clock = (): string => ground.now().toISOString();

  return {
    readSession: async (id) => {
      const row = await inForce(db, clock()).where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : { data: row.data, session: sessionOf(row) };
    },

    writeSession: async (id, { data, expiresAt, session }) => {
      const columns = {
        data,
        expires_at: expiresAt,
        account_id: session?.accountId ?? null,
        created_at: session?.createdAt ?? null,
        last_seen_at: session?.lastSeenAt ?? null,
        ends_at: session?.expiresAt ?? null,
        ip: session?.ip ?? null,
        agent: session?.agent ?? null,
        method: session?.method ?? null,
      };
      await engine.write((tx) =>
        tx
          .insertInto("session")
          .values({ id, ended_at: null, ...columns })
          .onConflict((conflict) =>
            conflict.column("id").doUpdateSet(columns).where("session.ended_at", "is", null),
          )
          .execute(),
      );
    },

    touchSession: async (id, lastSeenAt) => {
      const at = Date.parse(lastSeenAt);
      const before = new Date(at - SEEN_WRITTEN_EVERY).toISOString();
      const after = new Date(at + STEPPED_BACK).toISOString();
      const isStale = (eb: ExpressionBuilder<Schema, "session">) =>
        eb.or([eb("last_seen_at", "<=", before), eb("last_seen_at", ">=", after)]);
      const stale = await db
        .selectFrom("session")
        .select("id")
        .where("id", "=", id)
        .where(isStale)
        .executeTakeFirst();
      if (stale === undefined) return;
      await touch(id, () =>
        engine.write((tx) =>
          tx
            .updateTable("session")
            .set({ last_seen_at: lastSeenAt })
            .where("id", "=", id)
            .where(isStale)
            .execute(),
        ),
      );
    },

    sessions: async ({ now, accountId }) => {
      const rows = await inForce(db, now)
        .where("account_id", "is not", null)
        .$if(accountId !== undefined, (q) => q.where("account_id", "=", accountId ?? ""))
        .orderBy("created_at", "desc")
        .orderBy("id")
        .execute();
      return rows.flatMap((row) => sessionOf(row) ?? []);
    },

    endSessions: (which, audit) =>
      commit(ground, async (tx, append) => {
        const at = clock();
        const rows = await inForce(tx, at)
          .$if("id" in which, (q) => q.where("id", "=", "id" in which ? which.id : ""))
          .$if("accountId" in which, (q) =>
            q
              .where("account_id", "=", "accountId" in which ? which.accountId : "")
              .where("id", "!=", ("except" in which ? which.except : undefined) ?? ""),
          )
          .orderBy("id")
          .$if(engine.kind === "postgres", (q) => q.forUpdate())
          .execute();
        if (rows.length === 0) return 0;
        const ids = rows.map((row) => row.id);
        await tx.updateTable("session").set({ ended_at: at }).where("id", "in", ids).execute();
        const signedIn = rows.filter((row) => row.account_id !== null).map((row) => row.id);
        if (signedIn.length > 0) await append(accessChange({ sessions: signedIn }), at);
        if (audit !== null) await appendAudit(engine, tx, [audit]);
        return rows.length;
      }),

    pruneSessions: async (now) => {
      const result = await engine.write((tx) =>
        tx
          .deleteFrom("session")
          .where((eb) => eb.or([eb("expires_at", "<=", now), eb("ends_at", "<=", now)]))
          .executeTakeFirst(),
      );
      return Number(result.numDeletedRows);
    },
  };
}

function inForce(db: Ground["engine"]["reads"], now: string) {
  return db
    .selectFrom("session")
    .selectAll()
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .where((eb) => eb.or([eb("ends_at", "is", null), eb("ends_at", ">", now)]));
}

/** Null before anybody has signed in with it. */
function sessionOf(row: Row): Session | null {
  if (
    row.account_id === null ||
    row.created_at === null ||
    row.last_seen_at === null ||
    row.ends_at === null ||
    row.method === null
  ) {
    return null;
  }
  return {
    id: row.id,
    accountId: row.account_id,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.ends_at,
    ip: row.ip,
    agent: row.agent,
    method: row.method,
  };
}
