import { sql } from "kysely";
import type { Engine, Writer } from "../engine/engine.ts";

/** What the servers of one database share for a while, beside the log and its history. */
export async function slate({ columns }: Engine, tx: Writer): Promise<void> {
  const { code, whole, bytes } = columns;
  await sql`create table slate (
    key ${code} primary key,
    value text not null,
    count ${whole} not null,
    bytes ${bytes},
    ends_at text not null
  )`.execute(tx);
}
