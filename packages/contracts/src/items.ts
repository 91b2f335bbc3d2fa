import { z } from "zod";
import { itemState } from "./dispatch-part.ts";
import {
  calendarDay,
  namedPerson,
  personInput,
  recordFile,
  recordId,
  stepWords,
} from "./record.ts";
import { unitCode } from "./session.ts";
import {
  indicatorCode,
  instant,
  light,
  nameText,
  plainDate,
  regionCode,
  seq,
  words,
} from "./vocabulary.ts";

export const itemEvent = z.enum([
  "raise",
  "amend",
  "feedback",
  "ask_extension",
  "grant_extension",
  "refuse_extension",
  "request_closure",
  "refuse_closure",
  "close",
  "reopen",
  "cancel",
]);

/** 待办, 超期, 待销号, 已销号, 已撤销: lists that an item may stand in, more than one at a time. */
export const itemList = z.enum(["open", "overdue", "waiting", "closed", "cancelled"]);

const unitNamed = z.object({ code: unitCode, name: z.string() });

export const itemSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("light"), light, words: z.string() }),
  z.object({ kind: z.literal("manual") }),
  z.object({ kind: z.literal("decision"), meeting: z.string(), decision: z.string() }),
  z.object({ kind: z.literal("slip"), slip: z.string() }),
]);

/** 措施. */
export const remedy = z.object({
  id: z.string(),
  words: z.string(),
  unit: unitCode,
  unitName: z.string(),
  person: z.string(),
  dueOn: plainDate,
  doneOn: plainDate.nullable(),
  overdueDays: z.int().nonnegative(),
});

/** 事项: 问题, 措施 and 责任 of one thing. */
export const item = z.object({
  id: z.string(),
  version: z.int().positive(),
  state: itemState,
  title: z.string(),
  problem: z.string(),
  source: itemSource,
  indicator: indicatorCode.nullable(),
  indicatorName: z.string().nullable(),
  region: regionCode,
  regionName: z.string(),
  round: z.string(),
  unit: unitCode,
  unitName: z.string(),
  coUnits: z.array(unitNamed),
  person: namedPerson,
  leader: namedPerson.nullable(),
  raisedBy: namedPerson,
  raisedOn: plainDate,
  dueOn: plainDate,
  firstDueOn: plainDate,
  overdueDays: z.int().nonnegative(),
  remedies: z.array(remedy),
  extension: z
    .object({ until: plainDate, reason: z.string(), by: namedPerson, at: instant })
    .nullable(),
  closure: z
    .object({ words: z.string(), files: z.array(recordFile), by: namedPerson, at: instant })
    .nullable(),
  closed: z.object({ round: z.string(), by: namedPerson, on: plainDate }).nullable(),
  reopened: z.int().nonnegative(),
  liaison: z.string().nullable(),
  simulated: z.boolean(),
  /** When its last step was taken. */
  changedAt: instant,
  /** Steps that this reader could take now. */
  steps: z.array(itemEvent),
});

export const items = z.object({
  today: plainDate,
  /** Of all that the reader may see and the other filters keep. */
  counts: z.record(itemList, z.int().nonnegative()),
  /** The most pressing first. */
  items: z.array(item),
  /** Whether there are more than one answer holds. */
  more: z.boolean(),
});

/** How the indicator stood in one frozen round, or stands on the board now. */
export const itemMoment = z.object({
  round: z.string(),
  light,
  words: z.string(),
  /** Signed gap in the unit of the light's words; positive is good; null unjudged. */
  gap: z.string().nullable(),
});

export const itemHistoryStep = z.object({
  version: z.int().positive(),
  event: itemEvent,
  state: itemState,
  words: z.string().nullable(),
  files: z.array(recordFile),
  by: z.string(),
  at: instant,
  /** What the step changed, in words: `时限 2026-07-20 → 2026-07-24`. */
  changes: z.array(z.string()),
});

/** One item with everything that happened, newest step first. */
export const itemDetail = z.object({
  item,
  history: z.array(itemHistoryStep),
  /** Of the item's indicator; null without one. */
  movement: z
    .object({
      raised: itemMoment.nullable(),
      closed: itemMoment.nullable(),
      now: itemMoment.nullable(),
    })
    .nullable(),
});

/** A measure as it is set; one with an `id` stands already. */
const remedyInput = z.strictObject({
  id: recordId.nullable().default(null),
  words: words(500),
  unit: unitCode,
  person: nameText(40),
  dueOn: calendarDay,
  doneOn: calendarDay.nullable().default(null),
});
/** What may be set at any time while the item is open. */
const contents = {
  title: nameText(80),
  problem: words(1000),
  unit: unitCode,
  coUnits: z.array(unitCode).max(20),
  person: personInput,
  leader: personInput.nullable(),
  dueOn: calendarDay,
  remedies: z.array(remedyInput).max(30),
  liaison: recordId.nullable(),
};

/**
 * 交办. With `from` everything else is filled from the board's light where it is not said; without,
 * `title`, `problem`, `unit`, `person`, `region` and `dueOn` must be said.
 */
export const newItem = z
  .strictObject({
    ...contents,
    from: z.strictObject({ indicator: indicatorCode, region: regionCode }),
    indicator: indicatorCode.nullable(),
    region: regionCode,
  })
  .partial()
  .extend({ words: stepWords });

/** What 交办 of a light would say. */
export const itemProposal = z.object({
  title: z.string(),
  problem: z.string(),
  /** Null where neither the indicator nor a duty names a unit of the catalogue. */
  unit: unitCode.nullable(),
  unitName: z.string().nullable(),
  person: namedPerson.nullable(),
  leader: namedPerson.nullable(),
  dueOn: plainDate,
  round: z.string(),
  light,
  /** An open item of the same indicator and region; it is not raised twice. */
  standing: z.string().nullable(),
});

export const itemStepRequest = z.strictObject({
  /** The version that the sender saw. */
  version: z.int().positive(),
  event: itemEvent.exclude(["raise"]),
  words: stepWords,
  /** Ids of attachments that the sender uploaded. */
  evidence: z.array(recordId).max(20).default([]),
  /** Of `ask_extension`. */
  until: calendarDay.nullable().default(null),
  /** Ids of measures that are done; of `feedback` and `request_closure`. */
  done: z.array(recordId).max(30).default([]),
  /** Of `amend`. */
  changes: z.strictObject(contents).partial().nullable().default(null),
});

export const itemAnswer = z.object({ seq, item });

/** Whom an item or a liaison can be given to: people with accounts. */
export const itemPeople = z.object({
  people: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      leader: z.boolean(),
      units: z.union([z.literal("all"), z.array(unitCode)]),
    }),
  ),
  units: z.array(unitNamed),
  regions: z.array(z.object({ code: regionCode, name: z.string() })),
  indicators: z.array(z.object({ code: indicatorCode, name: z.string() })),
});

export type ItemList = z.infer<typeof itemList>;
export type Item = z.infer<typeof item>;
export type Items = z.infer<typeof items>;
export type ItemDetail = z.infer<typeof itemDetail>;
export type ItemHistoryStep = z.infer<typeof itemHistoryStep>;
export type ItemMoment = z.infer<typeof itemMoment>;
export type NewItem = z.input<typeof newItem>;
export type ItemProposal = z.infer<typeof itemProposal>;
export type ItemStepRequest = z.input<typeof itemStepRequest>;
export type ItemAnswer = z.infer<typeof itemAnswer>;
export type ItemPeople = z.infer<typeof itemPeople>;
