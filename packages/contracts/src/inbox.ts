import { z } from "zod";
import { unitCode } from "./session.ts";
import { instant } from "./vocabulary.ts";

/** Made by us from what a message tells of and where it goes. */
export const messageId = z.string().regex(/^[\w:.-]{1,200}$/u, "没有这个编号");

/** A message within the product. */
export const inboxMessage = z.object({
  id: z.string(),
  title: z.string(),
  lines: z.array(z.string()),
  /** 文号. */
  number: z.string().nullable(),
  /** Where it leads within the product. */
  path: z.string().nullable(),
  about: z.object({ kind: z.string(), id: z.string() }),
  /** Null where it is for the reader alone. */
  unit: unitCode.nullable(),
  unitName: z.string().nullable(),
  at: instant,
  read: z.boolean(),
});

/** 收件箱: what the reader's units and the reader were told, newest first. */
export const inbox = z.object({
  unread: z.int().nonnegative(),
  messages: z.array(inboxMessage),
});

/** Reading a message about a slip reads the slip. */
export const inboxRead = z.strictObject({ ids: z.array(messageId).min(1).max(200) });
export const inboxReadAnswer = z.object({ unread: z.int().nonnegative() });

export type InboxMessage = z.infer<typeof inboxMessage>;
export type Inbox = z.infer<typeof inbox>;
export type InboxRead = z.input<typeof inboxRead>;
export type InboxReadAnswer = z.infer<typeof inboxReadAnswer>;
