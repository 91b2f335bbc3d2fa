import { z } from "zod";
import { nameText, seq, words } from "./vocabulary.ts";

/** What items, slips, liaisons, meetings and bulletins have in common on the wire. */

/** Made by us: letters, digits and hyphens. */
export const recordId = z.string().regex(/^[\w-]{1,64}$/u, "没有这个编号");
/** A calendar day that exists. */
export const calendarDay = z.iso.date("须为日期，如 2026-07-20");

/** Somebody named on a record: by account where they have one, by name alone where they do not. */
export const namedPerson = z.object({ accountId: z.string().nullable(), name: z.string() });
/** With an account the name is the account's; what is sent beside it is not looked at. */
export const personInput = z.strictObject({
  accountId: recordId.nullable().default(null),
  name: nameText(40),
});

/** A sentence or two of a step: a report, a reason. */
export const stepWords = words(2000).nullable().default(null);

/** A file that shows something; read at `GET …/files/{file}` of the record. */
export const recordFile = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
});

/** A record took a step: each listener hears of those that it may read, and reads them again. */
export const cycleNotice = z.object({
  seq,
  kind: z.enum(["round", "item", "slip", "meeting", "liaison", "bulletin", "settings"]),
  id: z.string(),
  version: z.int().positive(),
  state: z.string(),
});

export type NamedPerson = z.infer<typeof namedPerson>;
export type PersonInput = z.input<typeof personInput>;
export type RecordFile = z.infer<typeof recordFile>;
export type CycleNotice = z.infer<typeof cycleNotice>;
