import type { Engine, Reader } from "../engine/engine.ts";
import { checkLimit } from "../limit.ts";
import { messagesOf, PRODUCT } from "./message-rows.ts";
import type { Message, Outbox } from "./outbox.ts";

/** See {@link Outbox.inbox}. */
export async function readInbox(
  db: Reader,
  { units, account, limit = 200 }: Parameters<Outbox["inbox"]>[0],
): Promise<Message[]> {
  checkLimit(limit, 10_000);
  const rows = await db
    .selectFrom("message")
    .selectAll()
    .where("channel", "=", PRODUCT)
    .where((eb) =>
      eb.or([
        ...(units === "all" ? [eb("unit", "is not", null)] : []),
        ...(units !== "all" && units.length > 0 ? [eb("unit", "in", units)] : []),
        ...(account === null ? [] : [eb("account", "=", account)]),
      ]),
    )
    .orderBy("seq", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return messagesOf(db, rows);
}

/** See {@link Outbox.readMessages}. */
export async function readMessages(
  engine: Engine,
  { ids, account, at }: Parameters<Outbox["readMessages"]>[0],
): Promise<number> {
  if (ids.length === 0) return 0;
  const read = await engine.write((tx) =>
    tx
      .insertInto("message_read")
      .columns(["message", "account", "at"])
      .expression((eb) =>
        eb
          .selectFrom("message")
          .select((inner) => ["id", inner.val(account).as("account"), inner.val(at).as("at")])
          .where("channel", "=", PRODUCT)
          .where("id", "in", ids)
          .orderBy("id"),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning("message")
      .execute(),
  );
  return read.length;
}
