import { z } from "zod";
import { recordId } from "./record.ts";
import { instant, nameText, plainDate, roundCode, seq, words } from "./vocabulary.ts";

export const bulletinState = z.enum(["draft", "issued", "withdrawn"]);
export const bulletinEvent = z.enum(["draw_up", "edit", "issue", "withdraw"]);
/** Of a row of the board: `gdp:100000`. */
const tileKey = z.string().regex(/^[a-z][a-z0-9_]{0,39}:[\dA-Z]{5,6}$/u, "须为看板上的一项指标");

/** A bulletin as a list shows it. */
export const bulletinRow = z.object({
  id: z.string(),
  version: z.int().positive(),
  state: bulletinState,
  title: z.string(),
  /** 文号; null while it is a draft. */
  number: z.string().nullable(),
  round: z.string(),
  roundNumber: z.int().positive(),
  /** The frozen version that every number comes from. */
  seq,
  drawnUpBy: z.string(),
  issuedOn: plainDate.nullable(),
  changedAt: instant,
  simulated: z.boolean(),
});
export const bulletins = z.object({ bulletins: z.array(bulletinRow) });

/** 依据: what a bulletin can be drawn up from. */
export const bulletinSources = z.object({
  /** The board as it is. */
  head: z.object({ seq, at: instant, roundNumber: z.int().positive() }),
  /** Frozen rounds, newest first. */
  rounds: z.array(
    z.object({
      code: z.string(),
      number: z.int().positive(),
      from: plainDate,
      to: plainDate,
      seq,
    }),
  ),
  /** Meetings that were frozen, newest first. */
  meetings: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      roundNumber: z.int().positive(),
      at: instant,
      seq,
      decisions: z.int().nonnegative(),
    }),
  ),
});

export const newBulletin = z.strictObject({
  from: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("round"), round: roundCode }),
    z.strictObject({ kind: z.literal("meeting"), meeting: recordId }),
    z.strictObject({ kind: z.literal("seq"), seq: seq.max(999_999_999_999_999) }),
  ]),
  /** 缺报，文中注明: the missing figures that are to be stated, by tile; any other is a refusal. */
  stated: z.array(tileKey).max(500).default([]),
});

/** `drawn` from the version; `edited`; `figures`: edited, and with other numbers; `added` by hand. */
export const blockMark = z.enum(["drawn", "edited", "figures", "added"]);
const headingLevel = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);

export const bulletinBlock = z.object({
  kind: z.enum(["heading", "paragraph"]),
  /** Null for a paragraph. */
  level: headingLevel.nullable(),
  /** What stands before a heading, by its place: `一、`, `（一）`; empty before a paragraph. */
  numeral: z.string(),
  text: z.string(),
  /** The text as drawn, where it is another now. */
  drawn: z.string().nullable(),
  mark: blockMark,
});

export const bulletinHistoryStep = z.object({
  version: z.int().positive(),
  event: bulletinEvent,
  state: bulletinState,
  words: z.string().nullable(),
  by: z.string(),
  at: instant,
  /** Of `edit`: each text that is another, null where it was added or taken out. */
  changes: z.array(
    z.object({
      before: z.string().nullable(),
      after: z.string().nullable(),
      figures: z.boolean(),
    }),
  ),
});

/** 通报 as it is printed, and how it came to be so. */
export const bulletin = bulletinRow.extend({
  redHead: z.string().nullable(),
  /** The title in balanced lines. */
  titleLines: z.array(z.string()),
  to: z.string(),
  signed: z.string(),
  copies: z.string().nullable(),
  frozenAt: instant,
  meeting: z.object({ id: z.string(), title: z.string() }).nullable(),
  blocks: z.array(bulletinBlock),
  annex: z.object({
    title: z.string(),
    /** Above the table at its right. */
    unitLine: z.string(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
  /** 成文日期 as printed; null while it is a draft. */
  dateText: z.string().nullable(),
  /** 附注: the version and its time, and whether this is a draft or withdrawn. */
  standing: z.string(),
  stated: z.array(z.string()),
  issuedBy: z.string().nullable(),
  /** Steps that this reader could take now. */
  steps: z.array(bulletinEvent),
  /** Null for readers who may not write bulletins. Newest first. */
  history: z.array(bulletinHistoryStep).nullable(),
});

const blockInput = {
  text: nameText(3000),
  /** Index of the block that it was; null for a new one. */
  from: z.int().nonnegative().nullable(),
};

/** The whole text as it shall be; the numbers of the annex are not edited. */
export const bulletinEdit = z.strictObject({
  version: z.int().positive(),
  title: nameText(120),
  to: nameText(300),
  copies: nameText(300).nullable(),
  blocks: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("heading"), level: headingLevel, ...blockInput }),
        z.strictObject({ kind: z.literal("paragraph"), ...blockInput }),
      ]),
    )
    .min(1, "正文不能为空")
    .max(600),
  words: words(500).nullable().default(null),
});

export const bulletinStepRequest = z.discriminatedUnion("event", [
  z.strictObject({ version: z.int().positive(), event: z.literal("issue") }),
  /** With the reason. */
  z.strictObject({ version: z.int().positive(), event: z.literal("withdraw"), words: words(500) }),
]);

/** A template as it is typed; what is wrong with it is an answer, not a refusal. */
export const bulletinPreviewRequest = z.strictObject({
  key: z.string().regex(/^[\w.-]{1,60}$/u, "没有这个句式"),
  text: z.string().max(2000),
});
export const bulletinPreview = z.object({
  faults: z.array(z.string()),
  /** For every indicator of the present board that the template is about; empty with a fault. */
  sentences: z.array(z.object({ name: z.string(), sentence: z.string() })),
});

export type BulletinRowOnWire = z.infer<typeof bulletinRow>;
export type Bulletins = z.infer<typeof bulletins>;
export type BulletinSources = z.infer<typeof bulletinSources>;
export type NewBulletin = z.input<typeof newBulletin>;
export type BulletinOnWire = z.infer<typeof bulletin>;
export type BulletinBlockOnWire = z.infer<typeof bulletinBlock>;
export type BulletinHistoryStep = z.infer<typeof bulletinHistoryStep>;
export type BulletinEdit = z.input<typeof bulletinEdit>;
export type BulletinStepRequest = z.input<typeof bulletinStepRequest>;
export type BulletinPreviewRequest = z.input<typeof bulletinPreviewRequest>;
export type BulletinPreview = z.infer<typeof bulletinPreview>;
