import type { Engine } from "../engine/engine.ts";
import { claimMessages, settleMessage } from "./deliveries.ts";
import { readInbox, readMessages } from "./inbox.ts";
import { checkLimit } from "../limit.ts";
import { messagesOf } from "./message-rows.ts";
import type { MessageAttempt, Outbox } from "./outbox.ts";

/** Messages as they are sent: none of it is a change of the log. */
export function outboxOf(engine: Engine): Outbox {
  const db = engine.reads;
  return {
    claimMessages: (o) => claimMessages(engine, o),
    settleMessage: (o) => settleMessage(engine, o),

    nextMessageAt: async () => {
      const row = await db
        .selectFrom("message")
        .select((eb) => eb.fn.min("next_at").as("next_at"))
        .where("state", "=", "waiting")
        .executeTakeFirst();
      return row?.next_at ?? null;
    },

    outboxLoad: async () => {
      const rows = await db
        .selectFrom("message")
        .select([
          "state",
          (eb) => eb.fn.countAll().as("count"),
          (eb) => eb.fn.min("not_before").as("since"),
        ])
        .where("state", "in", ["waiting", "dead"])
        .groupBy("state")
        .execute();
      const of = (state: string) => rows.find((row) => row.state === state);
      return {
        waiting: Number(of("waiting")?.count ?? 0),
        dead: Number(of("dead")?.count ?? 0),
        waitingSince: of("waiting")?.since ?? null,
      };
    },

    messages: async ({ states, channel, about, limit = 1000 }) => {
      checkLimit(limit, 10_000);
      if (states?.length === 0) return [];
      const rows = await db
        .selectFrom("message")
        .selectAll()
        .$if(states !== undefined, (q) => q.where("state", "in", states ?? []))
        .$if(channel !== undefined, (q) => q.where("channel", "=", channel ?? ""))
        .$if(about !== undefined, (q) =>
          q.where("about_kind", "=", about?.kind ?? "").where("about_id", "=", about?.id ?? ""),
        )
        .orderBy("seq", "desc")
        .orderBy("id")
        .limit(limit)
        .execute();
      return messagesOf(db, rows);
    },

    message: async (id) => {
      const rows = await db.selectFrom("message").selectAll().where("id", "=", id).execute();
      return (await messagesOf(db, rows))[0] ?? null;
    },

    messageAttempts: async (ids) => {
      if (ids.length === 0) return [];
      const rows = await db
        .selectFrom("message_attempt")
        .selectAll()
        .where("message", "in", ids)
        .orderBy("message")
        .orderBy("n")
        .execute();
      return rows.map((row) => ({ ...row, outcome: row.outcome as MessageAttempt["outcome"] }));
    },

    inbox: (o) => readInbox(db, o),
    readMessages: (o) => readMessages(engine, o),
  };
}
