import { z } from "zod";
import { rung, slipState } from "./dispatch-part.ts";
import { calendarDay, namedPerson, recordFile, recordId, stepWords } from "./record.ts";
import { unitCode } from "./session.ts";
import {
  indicatorCode,
  instant,
  nameText,
  plainDate,
  regionCode,
  seq,
  words,
} from "./vocabulary.ts";

export const slipEvent = z.enum([
  "issue",
  "deliver",
  "read",
  "answer",
  "send_back",
  "settle",
  "withdraw",
]);

/** 待答复, 超期未答复, 待办结, 已办结, 已撤回: a slip that is late is also open. */
export const slipList = z.enum(["open", "late", "answered", "settled", "withdrawn"]);

export const slipSubject = z.enum(["indicator", "report", "item", "unit"]);

/** 督办单据: a numbered paper that asks a unit to answer. */
export const slip = z.object({
  id: z.string(),
  version: z.int().positive(),
  state: slipState,
  rung,
  /** 文号. */
  number: z.string(),
  subject: slipSubject,
  indicator: indicatorCode.nullable(),
  indicatorName: z.string().nullable(),
  region: regionCode,
  regionName: z.string(),
  unit: unitCode,
  unitName: z.string(),
  item: z.string().nullable(),
  /** Code of the round in which this run of trouble began, and of that in which it was issued. */
  since: z.string(),
  round: z.string(),
  title: z.string(),
  /** Each condition of the rule with what met it; of one by hand what was said. */
  reasons: z.array(z.object({ label: z.string(), value: z.string() })),
  /** Null where somebody issued it by hand. */
  rule: z.string().nullable(),
  /** Null: the system. */
  issuedBy: namedPerson.nullable(),
  issuedOn: plainDate,
  answerBy: plainDate,
  /** Days past the day of answer while there is none; 0 otherwise. */
  overdueDays: z.int().nonnegative(),
  deliveredAt: instant.nullable(),
  readAt: instant.nullable(),
  readBy: z.string().nullable(),
  answer: z
    .object({
      words: z.string(),
      lateReason: z.string().nullable(),
      files: z.array(recordFile),
      by: namedPerson,
      at: instant,
    })
    .nullable(),
  simulated: z.boolean(),
  changedAt: instant,
  /** Steps that this reader could take now. */
  steps: z.array(slipEvent),
});

export const slips = z.object({
  today: plainDate,
  /** Of all that the reader may see and the other filters keep. */
  counts: z.record(slipList, z.int().nonnegative()),
  /** The most pressing first. */
  slips: z.array(slip),
  more: z.boolean(),
});

/** One step as it stands in the history. */
export const slipHistoryStep = z.object({
  version: z.int().positive(),
  event: slipEvent,
  state: slipState,
  words: z.string().nullable(),
  /** Of `answer`. */
  lateReason: z.string().nullable(),
  files: z.array(recordFile),
  by: z.string(),
  at: instant,
});

/** 送达记录: one attempt to hand a message over. */
export const messageAttempt = z.object({
  n: z.int().positive(),
  at: instant,
  outcome: z.enum(["sent", "later", "dead"]),
  detail: z.string(),
});

/** A message on its way, without its text. */
export const messageRow = z.object({
  id: z.string(),
  /** Id of the channel, `product` for the inbox. */
  channel: z.string(),
  channelName: z.string(),
  unit: unitCode.nullable(),
  unitName: z.string().nullable(),
  about: z.object({ kind: z.string(), id: z.string() }),
  title: z.string(),
  number: z.string().nullable(),
  state: z.enum(["waiting", "sent", "dead"]),
  attempts: z.int().nonnegative(),
  /** When it is tried next; null once it is settled. */
  nextAt: instant.nullable(),
  createdAt: instant,
  settledAt: instant.nullable(),
});

export const messageRows = z.object({ messages: z.array(messageRow) });
export const messageAttempts = z.object({ message: messageRow, attempts: z.array(messageAttempt) });

/** One slip with its history, its case, and how it was delivered. */
export const slipDetail = z.object({
  slip,
  /** Newest first. */
  history: z.array(slipHistoryStep),
  /** Slips of this run of trouble, this one included, oldest first. */
  ladder: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      rung,
      state: slipState,
      issuedOn: plainDate,
      answerBy: plainDate,
    }),
  ),
  /** What would come next and when, in words; null where nothing would. */
  next: z
    .object({
      rung,
      rule: z.string(),
      /** `若 7月12日 前未答复且连续落后满 3 期，将发督办单`. */
      words: z.string(),
    })
    .nullable(),
  /** Null for whoever does not manage slips. */
  deliveries: z
    .array(z.object({ message: messageRow, attempts: z.array(messageAttempt) }))
    .nullable(),
  /** How the paper is headed and signed. */
  paper: z.object({ redHead: z.string().nullable(), signed: z.string() }),
});

/** A slip by hand. What is left out is worked out: the unit in charge, the day of answer. */
export const newSlip = z.strictObject({
  rung,
  about: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("indicator"),
      indicator: indicatorCode,
      region: regionCode,
      unit: unitCode.nullable().default(null),
    }),
    z.strictObject({ kind: z.literal("unit"), unit: unitCode }),
    z.strictObject({ kind: z.literal("item"), item: recordId }),
  ]),
  title: nameText(80),
  /** 事由. */
  words: words(1000),
  answerBy: calendarDay.nullable().default(null),
});

export const slipStepRequest = z.strictObject({
  /** The version that the sender saw. */
  version: z.int().positive(),
  event: slipEvent.exclude(["issue", "deliver"]),
  words: stepWords,
  /** Of an `answer` after its day. */
  lateReason: words(500).nullable().default(null),
  /** Ids of attachments that the sender's unit uploaded; of `answer`. */
  evidence: z.array(recordId).max(20).default([]),
});

export const slipAnswer = z.object({ seq, slip });

export type SlipList = z.infer<typeof slipList>;
export type SlipOnWire = z.infer<typeof slip>;
export type Slips = z.infer<typeof slips>;
export type SlipDetail = z.infer<typeof slipDetail>;
export type SlipHistoryStep = z.infer<typeof slipHistoryStep>;
export type NewSlip = z.input<typeof newSlip>;
export type SlipStepRequest = z.input<typeof slipStepRequest>;
export type SlipAnswerOnWire = z.infer<typeof slipAnswer>;
export type MessageRow = z.infer<typeof messageRow>;
export type MessageRows = z.infer<typeof messageRows>;
export type MessageAttempts = z.infer<typeof messageAttempts>;
