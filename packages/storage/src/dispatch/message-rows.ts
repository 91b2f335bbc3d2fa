import { CompiledQuery, type Selectable } from "kysely";
import type { Engine, Reader, Writer } from "../engine/engine.ts";
import { insertOfJson } from "../observation-columns.ts";
import type { Schema } from "../schema.ts";
import type { Message, NewMessage } from "./outbox.ts";

/** Messages to it are in the inbox as soon as they are stored. */
export const PRODUCT = "product";

const COLUMNS = [
  "id",
  "channel",
  "unit",
  "account",
  "about_kind",
  "about_id",
  "title",
  "lines",
  "number",
  "path",
  "not_before",
  "state",
  "attempts",
  "next_at",
  "created_at",
  "settled_at",
  "seq",
] as const;

/** Stores the messages of a change; one that is there already stays as it is. */
export async function insertMessages(
  engine: Engine,
  tx: Writer,
  messages: readonly NewMessage[],
  { at, seq }: { readonly at: string; readonly seq: number },
): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => {
    const notBefore = instant(message.notBefore);
    const delivered = message.channel === PRODUCT;
    return [
      message.id,
      message.channel,
      message.unit,
      message.account,
      message.about.kind,
      message.about.id,
      message.title,
      JSON.stringify(message.lines),
      message.number,
      message.path,
      notBefore,
      delivered ? "sent" : "waiting",
      0,
      notBefore,
      at,
      delivered ? at : null,
      seq,
    ];
  });
  // `where true`: without it SQLite takes `on` for the condition of a join.
  const insert = `${insertOfJson("message", COLUMNS, engine.jsonRows)} where true
    on conflict (id) do nothing`;
  await tx.executeQuery(CompiledQuery.raw(insert, [JSON.stringify(rows)]));
}

/** One spelling of an instant, so that they compare as text. @throws RangeError when it is none */
export function instant(text: string): string {
  return new Date(text).toISOString();
}

type MessageRow = Selectable<Schema["message"]>;

/** The messages of these rows, in their order, with who has read them. */
export async function messagesOf(db: Reader, rows: readonly MessageRow[]): Promise<Message[]> {
  const inbox = rows.filter((row) => row.channel === PRODUCT).map((row) => row.id);
  const reads =
    inbox.length === 0
      ? []
      : await db
          .selectFrom("message_read")
          .select(["message", "account"])
          .where("message", "in", inbox)
          .orderBy("account")
          .execute();
  const readers = new Map<string, string[]>();
  for (const { message, account } of reads) {
    readers.set(message, [...(readers.get(message) ?? []), account]);
  }
  return rows.map((row) => ({
    id: row.id,
    channel: row.channel,
    unit: row.unit,
    account: row.account,
    about: { kind: row.about_kind, id: row.about_id },
    title: row.title,
    lines: JSON.parse(row.lines) as string[],
    number: row.number,
    path: row.path,
    notBefore: row.not_before,
    state: row.state as Message["state"],
    attempts: row.attempts,
    nextAt: row.next_at,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    seq: row.seq,
    readBy: readers.get(row.id) ?? [],
  }));
}
