import { z } from "zod";
import { unitCode } from "./session.ts";
import {
  basis,
  decimalText,
  indicatorCode,
  instant,
  measure,
  plainDate,
  regionCode,
  roundCode,
  seq,
  status,
} from "./vocabulary.ts";

const period = z.string().max(24);
/** Made by us: letters, digits and hyphens. */
const id = z.string().regex(/^[\w-]{1,64}$/u, "没有这个编号");
/** What a person writes in a line or two; no database could keep half of a character, or a NUL. */
const remark = z
  .string()
  .trim()
  .max(500, "最多 500 字")
  .refine((text) => !/\p{Surrogate}|[^\P{Cc}\t\n\r]/u.test(text), "含有无效字符");
const reason = remark.min(1, "不能为空");
export const entryState = z.enum(["new", "submitted", "returned", "published", "withdrawn"]);
export const entryEvent = z.enum(["submit", "publish", "return", "withdraw"]);

/** How a figure came in; a person's name is empty for readers who may not see it. */
export const origin = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("form") }),
  z.object({
    kind: z.literal("file"),
    name: z.string(),
    sha256: z.string(),
    sheet: z.string(),
    cell: z.string(),
  }),
  z.object({ kind: z.literal("api"), keyName: z.string() }),
]);

/** Which fact of the catalogue a figure is. */
const figureKey = { indicator: indicatorCode, region: regionCode, period, basis, measure };
/** The same, with the names that a page says. */
const namedFigure = {
  ...figureKey,
  indicatorName: z.string(),
  regionName: z.string(),
  periodLabel: z.string(),
};
/** What the same series said in a period before. */
const earlierFigure = z.object({
  period,
  periodLabel: z.string(),
  value: decimalText,
  text: z.string(),
});

export const reportEntry = z.object({
  id: z.string(),
  unit: unitCode,
  unitName: z.string(),
  ...namedFigure,
  /** 数值, 同比 … with its unit beside it. */
  measureName: z.string(),
  measureUnit: z.string(),
  state: entryState,
  version: z.int().positive(),
  value: decimalText,
  text: z.string(),
  status,
  asOf: plainDate,
  source: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  unchanged: z.boolean(),
  attachment: z.object({ id: z.string(), name: z.string(), size: z.int() }).nullable(),
  origin,
  round: roundCode,
  submittedBy: z.string(),
  submittedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  decisionReason: z.string().nullable(),
  /** What the board shows from this entry now. */
  published: z
    .object({ seq, revision: z.int(), value: decimalText, text: z.string(), status })
    .nullable(),
  /** The value of the period before, for the reviewer's eye. */
  before: earlierFigure.nullable(),
  /** Signed difference to what the board shows, in the measure's unit; null where nothing is shown or nothing differs. */
  difference: z.string().nullable(),
  /** Where the value moves unlike its history. */
  warning: z.string().nullable(),
  seq,
});

/** One field of a unit's sheet. */
export const formField = z.object({
  /** `<indicator>|<region>|<period>|<basis>|<measure>` */
  key: z.string(),
  ...namedFigure,
  basisName: z.string(),
  measureName: z.string(),
  unit: z.string(),
  decimals: z.int(),
  /** Statuses that may be reported, the usual one first. */
  statuses: z.array(status),
  source: z.string(),
  dueOn: plainDate,
  overdueDays: z.int().nonnegative(),
  /** Last known figure of the series before this period. */
  last: earlierFigure.nullable(),
  /** History for the jump warning, oldest first. */
  history: z.array(z.object({ period, value: decimalText })),
  /** How the series behaves, as the jump warning asks: the domain's `seriesKind`. */
  kind: z.string(),
  /** The entry as it stands; null while nothing was sent. */
  entry: reportEntry.nullable(),
});

/** What one unit is asked for in the round of today. */
export const reportSheet = z.object({
  unit: unitCode,
  unitName: z.string(),
  round: roundCode,
  roundLabel: z.string(),
  /** Last day of the round. */
  closesOn: plainDate,
  today: plainDate,
  fields: z.array(formField),
  draft: z
    .object({ version: z.int().positive(), cells: z.unknown(), by: z.string(), at: instant })
    .nullable(),
});
export const reportSheets = z.object({
  round: roundCode,
  roundLabel: z.string(),
  units: z.array(
    z.object({
      unit: unitCode,
      unitName: z.string(),
      asked: z.int(),
      waiting: z.int(),
      submitted: z.int(),
      returned: z.int(),
      published: z.int(),
      overdue: z.int(),
    }),
  ),
});

export const reportItem = z.strictObject({
  ...figureKey,
  value: decimalText,
  status,
  asOf: plainDate,
  source: z.string().min(1, "不能为空").max(200, "最多 200 字"),
  reason: reason.nullable().default(null),
  note: remark.nullable().default(null),
  unchanged: z.boolean().default(false),
  attachment: id.nullable().default(null),
  /** Version of the entry that the sender saw; 0 for none. */
  basedOn: z.int().nonnegative(),
});
export const reportSubmission = z.strictObject({
  unit: unitCode,
  round: roundCode,
  items: z.array(reportItem).min(1, "至少一项").max(1000),
});
export const reportAnswer = z.object({ seq, entries: z.array(reportEntry) });
export const reportQueue = z.object({ entries: z.array(reportEntry), more: z.boolean() });

export const draftSave = z.strictObject({
  basedOn: z.int().nonnegative(),
  cells: z.record(z.string().max(200), z.unknown()),
});
export const draftAnswer = z.object({
  version: z.int().positive(),
  cells: z.unknown(),
  by: z.string(),
  at: instant,
});

export const decisions = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        entry: id,
        version: z.int().positive(),
        event: z.enum(["publish", "return", "withdraw"]),
        reason: reason.nullable().default(null),
      }),
    )
    .min(1)
    .max(1000),
});

/** Sends a published figure back to the unit that reported it; the board keeps it until a newer one. */
export const figureReturn = z.strictObject({
  ...figureKey,
  reason,
});
export const figureReturnAnswer = z.object({ seq });

export const attachmentAnswer = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
});

/** The chain of a published figure: newest step first. */
export const originStep = z.object({
  at: instant,
  event: entryEvent,
  /** 报送, 审核发布 … */
  eventName: z.string(),
  unitName: z.string(),
  /** Null for readers who may not see persons. */
  by: z.string().nullable(),
  value: decimalText,
  text: z.string(),
  status,
  statusName: z.string(),
  /** What the board showed before this step; null before the first publication. */
  before: decimalText.nullable(),
  /** Difference to it, signed, in the measure's unit; null where it is the first or nothing differs. */
  difference: z.string().nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  origin,
  /** 第 N 版, of a publication. */
  revision: z.int().nullable(),
  seq,
});
export const originChain = z.object({
  ...namedFigure,
  unit: z.string(),
  steps: z.array(originStep),
});
/** The life of one reported figure, newest step first. */
export const reportEvents = z.object({ steps: z.array(originStep) });
/** All measures of one indicator, region and period. */
export const originChains = z.object({ chains: z.array(originChain) });

/** What an office page hears: reread what it shows of these. Nothing of the figure itself. */
export const reportNotice = z.object({
  seq,
  entries: z.array(
    z.object({ id: z.string(), unit: unitCode, region: regionCode, state: entryState }),
  ),
});

export type ReportEntry = z.infer<typeof reportEntry>;
export type FormField = z.infer<typeof formField>;
export type ReportSheet = z.infer<typeof reportSheet>;
export type ReportSheets = z.infer<typeof reportSheets>;
export type ReportItem = z.infer<typeof reportItem>;
export type ReportSubmission = z.infer<typeof reportSubmission>;
export type ReportAnswer = z.infer<typeof reportAnswer>;
export type ReportQueue = z.infer<typeof reportQueue>;
export type DraftSave = z.infer<typeof draftSave>;
export type DraftAnswer = z.infer<typeof draftAnswer>;
export type Decisions = z.infer<typeof decisions>;
export type OriginChain = z.infer<typeof originChain>;
export type OriginStep = z.infer<typeof originStep>;
export type OriginChains = z.infer<typeof originChains>;
export type ReportEvents = z.infer<typeof reportEvents>;
export type FigureReturn = z.infer<typeof figureReturn>;
export type AttachmentAnswer = z.infer<typeof attachmentAnswer>;
export type ReportNotice = z.infer<typeof reportNotice>;
export type EntryOrigin = z.infer<typeof origin>;
